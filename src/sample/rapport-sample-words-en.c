/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sample-words.h"

static const char *const members[] = { "Anna Lebedeva", "Mark Osborne", "Daria Klein", "Tom Novak",
                                       NULL };
static const char *const channels[] = { "Google Ads", "Meta Ads", "Organic search", "E-mail",
                                        NULL };
static const RapportSampleClient clients[] = {
  { "Romashka Clinics", "Health care", "Kazan" },
  { "Volga Doors", "Doors and windows", "Samara" },
  { "Northwind Coffee", "Coffee roaster", "Bergen" },
  { "Aurora Kitchens", "Kitchen furniture", "Tampere" },
  { "Green Yard", "Garden design", "Leeds" },
  { "Polar Logistics", "Freight", "Murmansk" },
  { "Baltic Bikes", "Bicycles", "Riga" },
  { "Dental Point", "Dentistry", "Brno" },
  { "Helios Solar", "Solar power", "Porto" },
  { "Maple School", "Language courses", "Ottawa" },
  { "Stone & Son", "Natural stone", "Verona" },
  { "Bluebird Travel", "Travel", "Split" },
  { "Atlas Fitness", "Fitness clubs", "Gdansk" },
  { "Orchard Foods", "Healthy food", "Kent" },
  { "Copper Pan", "Restaurants", "Lyon" },
  { "Tidal Software", "Software", "Cork" },
  { "Ember Stoves", "Stoves", "Bergamo" },
  { "White Linen Hotel", "Hotels", "Tartu" },
  { "Quiet Office", "Office furniture", "Utrecht" },
  { "Fox & Pine Toys", "Toys", "Graz" },
  { "Meridian Law", "Legal services", "Bristol" },
  { "Sparrow Print", "Printing", "Ghent" },
  { "Old Harbour Real Estate", "Real estate", "Gothenburg" },
  { "Tallow & Rye", "Bakery", "Vilnius" },
  { NULL, NULL, NULL },
};
static const char *const name_heads[] = { "Amber",   "Birch",   "Cedar",  "Delta",  "Elm",
                                          "Fjord",   "Granite", "Harbor", "Iris",   "Juniper",
                                          "Kestrel", "Lark",    "Marble", "Nordic", "Opal",
                                          "Prairie", "Quartz",  "River",  "Silver", "Timber",
                                          "Umber",   "Vista",   "Willow", "Zenith", NULL };
static const char *const name_tails[] = {
  "Dental", "Motors",    "Interiors", "Bakery",  "Clinics", "Travel",   "Academy",
  "Foods",  "Logistics", "Windows",   "Fitness", "Studio",  "Gardens",  "Energy",
  "Optics", "Textiles",  "Tools",     "Hotels",  "Books",   "Security", NULL
};
static const char *const cities[] = { "Leeds", "Brno",  "Riga",  "Porto", "Ghent",
                                      "Graz",  "Split", "Turku", NULL };
static const char *const first_names[] = { "Olga",  "Peter", "Irina", "James", "Maria", "Viktor",
                                           "Helen", "Paul",  "Nina",  "Oscar", NULL };
static const char *const last_names[] = { "Sokolova", "Brandt",  "Ivanova",  "Keller",
                                          "Moreau",   "Petrov",  "Lindgren", "Hughes",
                                          "Rossi",    "Novotny", NULL };
static const char *const positions[] = { "Owner", "Head of marketing", "Sales director",
                                         "Assistant to the owner", NULL };
static const char *const companies[] = { "Lantern Stores", "Brightwater", "Kite & Partners",
                                         "Northgate Bank", NULL };
static const char *const claims[] = { "The report came a day late",
                                      "A banner went out with the old price",
                                      "Nobody answered for two days", NULL };
static const RapportSampleService services[] = {
  { "Paid search", "Campaigns in search and their daily care.",
    "People who already look for it come first." },
  { "Paid social", "Creatives and audiences in social networks.",
    "Wakes demand where nobody searches yet." },
  { "Search optimisation", "Content and technical care of the site.",
    "Traffic that need not be bought again every month." },
  { "E-mail marketing", "Series of letters and a calendar of sends.",
    "Those who bought once buy again." },
  { "Analytics", "End-to-end figures from click to sale.",
    "Decisions by figures, not by feeling." },
  { NULL, NULL, NULL },
};
static const char *const stages[] = { "Analysis", "Content", "Set-up", "Launch", NULL };
static const RapportSampleTask tasks[] = {
  { "Rewrite the landing page for first-time visitors",
    "Two thirds of new visitors leave on the first screen.",
    "Conversion to lead from 2.1 % to 3 % within a month.",
    "Conversion to lead has risen to 2.9 %.", "Content" },
  { "Split brand and generic campaigns", "Brand clicks hide what generic words really cost.",
    "Cost per lead is visible for each group.",
    "Generic leads turned out twice as dear; the budget was moved.", "Set-up" },
  { "Interview five recent customers", "We guess why people choose us.",
    "Ten phrases of the customers for ads and pages.", "Delivery time matters more than price.",
    "Analysis" },
  { "Series of three letters after the first purchase", "Only every ninth customer buys again.",
    "Repeat sales up by a fifth in two months.", "The first letter is opened by 48 %.", "Content" },
  { "Call tracking on all pages", "Half of the leads come by phone and are not counted.",
    "Every call has its channel.", "Calls are counted; search brings most of them.", "Set-up" },
  { "Test the offer of a free measurement", "Competitors ask for money for it.",
    "At least 20 requests a week at the same cost.", "26 requests in the first week.", "Launch" },
  { "Negative keywords from the search report", "A tenth of the budget goes to jobs and manuals.",
    "Ad spend down by 8 % at the same number of leads.", "Saved 9 % of the spend.", "Set-up" },
  { "Reviews on maps and directories", "Maps show a rating of 3.9.",
    "Rating 4.4 and thirty new reviews.", "", "Content" },
  { "Page of cases with figures", "Sales people send cases by hand each time.",
    "Ten cases online, linked from ads.", "", "Content" },
  { "Retargeting for those who saw prices", "They are closest to buying and we forget them.",
    "A quarter more leads from the same traffic.", "", "Launch" },
  { "Monthly showing for the management", "The owner hears of results by chance.",
    "Decisions about the budget on the spot.", "Done, 40 minutes.", "Analysis" },
  { "Script for the first call to a lead", "A third of the leads are never reached.",
    "Reached leads from 66 % to 80 %.", "", "Content" },
  { NULL, NULL, NULL, NULL, NULL },
};
static const char *const green[] = { "They asked us to plan the next half-year.",
                                     "The owner praised the new page in front of all.",
                                     "Showed growth points, two were taken on.",
                                     "Visited the workshop, a day well spent.", NULL };
static const char *const yellow[] = { "A quiet week, only operative questions.",
                                      "The call was put off to Monday.", NULL };
static const char *const red[] = { "We sent the layouts two days late and did not warn.",
                                   "A mistake in the budget, returned from our fee.", NULL };
static const char *const headlines[] = {
  "More leads for less money: the new landing page has paid off.",
  "Sales grew while spend stood still, and repeat customers are the reason.",
  "A calm month: leads held, the cost of each fell.", NULL
};
static const char *const summaries[] = {
  "We moved budget from generic words to retargeting and rewrote the first screen. "
  "Leads came in evenly over the month. The phone still brings the best customers.",
  "The letters after the first purchase began to work. Paid social was paused for a week "
  "while new creatives were made. Search carried the month.",
  NULL
};
static const char *const whys[] = {
  "- The new first screen answers the main fear: *how long will it take*.\n"
  "- Search campaigns were split, so the dear words no longer eat the budget.\n"
  "- Seasonal demand fell by about 5 %, as every year.",
  NULL
};
static const char *const nexts[] = {
  "We propose to keep the budget and put the effort into the call script: a third of the "
  "leads are never reached.",
  NULL
};
static const char *const expectations[] = {
  "A call each Tuesday, a report by the 5th. Success is 120 qualified leads a month.", NULL
};
static const char *const exclusions[] = {
  "- We do not answer reviews in the client's name.\n- Photo shoots are ordered apart.", NULL
};
static const char *const team_notes[] = {
  "Approves slowly: send layouts on Monday. The margin is thin, watch the hours.", NULL
};
static const char *const my_notes[] = {
  "Likes short answers with one figure. Do not argue in front of the team.", NULL
};
static const char *const reasons[] = { "Chose a contractor in their own city",
                                       "Budget was cut for the year", "Took marketing in-house",
                                       NULL };

const RapportSampleWords rapport_sample_words_en = {
  .agency = "Lighthouse Marketing",
  .currency = "USD",
  .money_factor = 1,
  .members = members,
  .channels = channels,
  .clients = clients,
  .name_heads = name_heads,
  .name_tails = name_tails,
  .cities = cities,
  .first_names = first_names,
  .last_names = last_names,
  .positions = positions,
  .companies = companies,
  .claims = claims,
  .services = services,
  .tasks = tasks,
  .stages = stages,
  .green = green,
  .yellow = yellow,
  .red = red,
  .headlines = headlines,
  .summaries = summaries,
  .whys = whys,
  .nexts = nexts,
  .expectations = expectations,
  .exclusions = exclusions,
  .team_notes = team_notes,
  .my_notes = my_notes,
  .reasons = reasons,
  .boards = &rapport_sample_boards_en,
  .meetings = &rapport_sample_meetings_en,
};
