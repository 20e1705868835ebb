/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sample-words.h"

const RapportSampleBoards rapport_sample_boards_en = {
  .strategy = "Strategy for the half-year",
  .matrix = "Funnel and channels",
  .frames = { "1. Where we are", "2. Whom we talk to", "3. What we believe",
              "4. Last month", "5. This month", "6. Next in line" },
  .frame_notes = {
    "Begin with the figures, then let them say what they see.",
    "Ask which of the three came to them last week.",
    "Two minutes for each; vote at the end.",
    "Say thank you for the interviews.",
    "Ask for the layouts that wait for approval.",
    "Agree on the three for next month before hanging up.",
  },
  .findings = {
    "### What we see\n- two thirds leave on the **first screen**\n- half of the leads phone, and "
    "a third is never reached\n- only every ninth buys again",
    "### What was tried\n- radio: three calls for the whole budget\n- an autumn discount: sales "
    "came sooner, there were no more of them",
    "**Goal:** a third more sales in half a year at the same cost of each",
  },
  .portraits = {
    "### Careful\nCompares three offers and reads every review.\n\n**Fears:** being let down, "
    "hidden extras\n\n**Wants:** a plan with dates and one price",
    "### In a hurry\nThe need is there today, and the first to answer wins.\n\n**Fears:** "
    "waiting\n\n**Wants:** a person on the phone and the nearest free time",
    "### Regular\nBought once, was content, has forgotten us.\n\n**Fears:** starting over with "
    "someone new\n\n**Wants:** to be remembered",
  },
  .private_note = "Before the call: the owner dislikes discounts. Speak of gifts and of speed.",
  .quote = "**In their words:** “I do not want to be talked into it. Tell me the date and the price.”",
  .stages = { "Awareness", "Interest", "Choice", "Purchase", "Repeat purchase" },
  .label = "what is confirmed goes on",
  .hypotheses = {
    { "Short videos with the specialist", "People choose a face, not a price list.",
      "A fifth more leads from social networks at the same spend.", "" },
    { "Price calculator on the site", "Half of the calls begin with “How much is it?”",
      "Every tenth visitor of the page leaves a contact.", "" },
    { "Answers to the five main fears", "Each interview names them, and the site is silent.",
      "Conversion of the page from 2.1 % to 3 %.", "Conversion 3.4 %, kept for six weeks." },
    { "Reply within ten minutes", "Who is called back at once buys twice as often.",
      "80 % of the leads are reached.", "" },
    { "Free first consultation", "The first step seems too dear.",
      "A third more requests, as many sales of each.",
      "Many came, few bought: a sale cost a third more." },
    { "Ads for questions, not only for names", "Those who ask are not yet taken by others.",
      "Leads at two thirds of today’s cost.", "" },
    { "A guide in exchange for an address", "Six weeks pass between the first visit and the order.",
      "300 addresses a month, a tenth of them buy.", "" },
    { "Ask for a review after each purchase", "Maps show 3.9, the neighbours 4.6.",
      "Rating 4.5 by spring.", "4.4 and 38 new reviews in two months." },
    { "A letter an hour after a broken-off request", "Every third form is begun and not sent.",
      "A tenth of them comes back.", "" },
  },
  .next = {
    { "A gift with the third purchase", "The second one is where they stop.",
      "Repeat sales up by a quarter.", "" },
    { "Letters to those silent for half a year", "2,400 addresses have heard nothing since spring.",
      "60 orders from one series.", "" },
    { "Audiences like the best buyers", "A tenth of the buyers brings half of the revenue.",
      "Cost per lead no higher, the average order up by 15 %.", "" },
    { "Remind by the page they saw", "One banner for all is shown today.",
      "Twice the click rate.", "" },
    { "A page for each district", "People search with the name of their district.",
      "400 visits a month that need not be bought.", "" },
    { "Bring a friend", "Every fifth comes by advice, and we do not ask for it.",
      "20 new customers a month.", "" },
  },
};
