/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-dictionary.h"

/* Names as rapport_csv_header_read() leaves them: folded, without units, one
 * blank for each sign but "/". Ranks: what was meant first has 0; a narrower,
 * a wider or a vaguer name of the same thing more. */
const RapportCsvEntry rapport_csv_dictionary[] = {
  { { RAPPORT_COLUMN_DAY, NULL, 0, RAPPORT_RHYTHM_DAY, TRUE },
    "day|date|дата|день|дни|day index|индекс дня|дата визита|date of visit|"
    "reporting starts|report date|дата отчета|date start|дата показа|дата клика|"
    "start of reporting|начало отчетности|дата начала отчетности|начало отчетного периода|"
    "year month day|by day|день статистики" },
  { { RAPPORT_COLUMN_DAY, NULL, 2, RAPPORT_RHYTHM_DAY, TRUE },
    "timestamp|datetime|date time|дата и время|period|период|time period|interval" },
  { { RAPPORT_COLUMN_DAY, NULL, 4, RAPPORT_RHYTHM_DAY, TRUE },
    "created at|created|created date|дата создания|order date|дата заказа|дата оплаты|"
    "дата сделки|дата заявки|transaction date|дата продажи|дата покупки|close date" },
  { { RAPPORT_COLUMN_DAY, NULL, 6, RAPPORT_RHYTHM_DAY, TRUE },
    "start date|дата начала|starts|from|с даты" },
  { { RAPPORT_COLUMN_DAY, NULL, 1, RAPPORT_RHYTHM_NTH, TRUE },
    "nth day|nth day in range|n й день|день n|day n|порядковый номер дня|номер дня" },
  { { RAPPORT_COLUMN_DAY, NULL, 3, RAPPORT_RHYTHM_HOUR, TRUE },
    "date hour|date and hour|date hour yyyymmddhh|дата и час|час дня и дата|"
    "date hour and minute" },
  { { RAPPORT_COLUMN_DAY, NULL, 3, RAPPORT_RHYTHM_NTH_HOUR, TRUE },
    "hour index|индекс часа|nth hour|n й час" },
  { { RAPPORT_COLUMN_DAY, NULL, 7, RAPPORT_RHYTHM_WEEK, TRUE },
    "week|неделя|week index|iso week|iso week of iso year|week start|start of week|недели|"
    "week of year|year week|week beginning|week starting" },
  { { RAPPORT_COLUMN_DAY, NULL, 8, RAPPORT_RHYTHM_MONTH, TRUE },
    "month|месяц|month index|month of year|year month|start of month|месяцы|месяц года" },
  { { RAPPORT_COLUMN_LAST_DAY, NULL, 0, RAPPORT_RHYTHM_DAY, TRUE },
    "reporting ends|date stop|date end|end date|дата окончания|окончание отчетности|"
    "дата окончания отчетности|конец отчетности|ends|по дату|конец периода" },
  { { RAPPORT_COLUMN_CHANNEL, NULL, 1, RAPPORT_RHYTHM_DAY, TRUE },
    "channel|channel name|default channel grouping|default channel group|channel grouping|"
    "channel group|session default channel group|session default channel grouping|"
    "session primary channel group|session primary channel group default channel group|"
    "first user default channel group|"
    "first user primary channel group default channel group|канал|каналы|канал трафика|"
    "рекламный канал|канал продвижения|marketing channel|группа каналов|"
    "группа каналов по умолчанию|основная группа каналов|канал привлечения|канал рекламы" },
  { { RAPPORT_COLUMN_CHANNEL, NULL, 2, RAPPORT_RHYTHM_DAY, TRUE },
    "source / medium|session source / medium|first user source / medium|источник / канал|"
    "источник или канал|источник канал|source medium|источник / канал сеанса|"
    "utm source / utm medium" },
  { { RAPPORT_COLUMN_CHANNEL, NULL, 3, RAPPORT_RHYTHM_DAY, TRUE },
    "source|session source|first user source|источник|источник трафика|"
    "последний значимый источник трафика|последний источник трафика|"
    "первый источник трафика|тип источника|traffic source|lead source|источник лида|"
    "источник заявки|источник сделки|utm source|источник переходов|"
    "последний значимый источник|автоматическая атрибуция источник трафика|"
    "рекламный источник|acquisition source" },
  { { RAPPORT_COLUMN_CHANNEL, NULL, 4, RAPPORT_RHYTHM_DAY, TRUE },
    "campaign|campaign name|campaigns|кампания|кампании|название кампании|имя кампании|"
    "рекламная кампания|название рекламной кампании|session campaign|session campaign name|"
    "utm campaign|campaign title|campaign group|группа кампаний|google ads campaign|рк" },
  { { RAPPORT_COLUMN_CHANNEL, NULL, 5, RAPPORT_RHYTHM_DAY, TRUE },
    "platform|площадка|рекламная система|рекламная площадка|ad network|network|сеть|"
    "publisher|ad platform|рекламный кабинет|кабинет|account|account name|аккаунт|"
    "название аккаунта|рекламный аккаунт|платформа" },
  { { RAPPORT_COLUMN_CHANNEL, NULL, 6, RAPPORT_RHYTHM_DAY, TRUE },
    "medium|session medium|utm medium|тип трафика" },
  { { RAPPORT_COLUMN_CHANNEL, NULL, 7, RAPPORT_RHYTHM_DAY, TRUE },
    "ad set|ad set name|adset name|adset|ad group|ad group name|группа|группа объявлений|"
    "название группы|название группы объявлений|имя группы" },
  { { RAPPORT_COLUMN_CHANNEL, NULL, 8, RAPPORT_RHYTHM_DAY, TRUE },
    "ad|ad name|объявление|название объявления|название|name|creative|креатив" },
  { { RAPPORT_COLUMN_CURRENCY, NULL, 0, RAPPORT_RHYTHM_DAY, TRUE },
    "currency|currency code|валюта|код валюты|account currency|валюта аккаунта" },
  { { RAPPORT_COLUMN_METRIC, "impressions", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "impressions|impr|показы|показов|количество показов|кол во показов|число показов|"
    "ad impressions|total impressions|imps|показы рекламы|просмотры рекламы|"
    "показы объявлений|impressions total" },
  { { RAPPORT_COLUMN_METRIC, "clicks", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "link clicks|inline link clicks|клики по ссылке|клики по ссылкам|переходы по ссылке" },
  { { RAPPORT_COLUMN_METRIC, "clicks", 1, RAPPORT_RHYTHM_DAY, TRUE },
    "clicks|клики|кликов|количество кликов|кол во кликов|число кликов|ad clicks|"
    "total clicks|переходы|переходы по рекламе|google ads clicks|adwords clicks|"
    "advertiser ad clicks|click|taps|клики по рекламе|клики по объявлению|clicks total" },
  { { RAPPORT_COLUMN_METRIC, "clicks", 2, RAPPORT_RHYTHM_DAY, TRUE },
    "clicks all|клики все|outbound clicks|исходящие клики" },
  { { RAPPORT_COLUMN_METRIC, "traffic", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "sessions|visits|визиты|сеансы|сессии|трафик|traffic|посещения|total sessions|"
    "total visits|количество визитов|количество сеансов|число визитов|кол во визитов|"
    "визитов|заходы|website visits|site visits|сеансов|website sessions" },
  { { RAPPORT_COLUMN_METRIC, "traffic", 2, RAPPORT_RHYTHM_DAY, TRUE },
    "users|total users|visitors|unique visitors|пользователи|всего пользователей|"
    "посетители|уникальные посетители|total visitors|посетителей|количество пользователей|"
    "online store visitors" },
  { { RAPPORT_COLUMN_METRIC, "traffic", 3, RAPPORT_RHYTHM_DAY, TRUE },
    "active users|активные пользователи|unique users|уникальные пользователи" },
  { { RAPPORT_COLUMN_METRIC, "traffic", 5, RAPPORT_RHYTHM_DAY, TRUE },
    "landing page views|просмотры целевой страницы|website landing page views" },
  { { RAPPORT_COLUMN_METRIC, "leads", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "leads|лиды|заявки|lead|лидов|заявок|количество лидов|количество заявок|кол во заявок|"
    "кол во лидов|число лидов|число заявок|total leads|все лиды|всего лидов|новые лиды|"
    "new leads|website leads|on facebook leads|leads form|form submissions|leads total|"
    "все заявки|лиды всего|заявки всего|generated leads" },
  { { RAPPORT_COLUMN_METRIC, "leads", 1, RAPPORT_RHYTHM_DAY, TRUE },
    "обращения|inquiries|enquiries|количество обращений|уникальные обращения|"
    "целевые действия|submissions" },
  { { RAPPORT_COLUMN_METRIC, "leads", 2, RAPPORT_RHYTHM_DAY, TRUE },
    "goal completions|достигнутые переходы к цели|достижения целей|достижения цели|"
    "достижение цели|достижение целей|достижения любой цели|goals|"
    "all goals goal completions|total goal completions|выполненные цели|цели|goal conversions|"
    "ключевые события|key events" },
  { { RAPPORT_COLUMN_METRIC, "leads", 3, RAPPORT_RHYTHM_DAY, TRUE },
    "total conversion|conversions|конверсии|conv|конверсий|количество конверсий|total conversions|"
    "кол во конверсий|website conversions" },
  { { RAPPORT_COLUMN_METRIC, "leads", 4, RAPPORT_RHYTHM_DAY, TRUE },
    "results|результаты|результат|целевые визиты|регистрации|registrations|sign ups|"
    "signups|all conv|all conversions|все конверсии|total results" },
  { { RAPPORT_COLUMN_METRIC, "qualified-leads", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "qualified leads|целевые лиды|квалифицированные лиды|качественные лиды|целевые заявки|"
    "целевые обращения|квал лиды|квалы|quality leads|mql|sql|marketing qualified leads|"
    "sales qualified leads|квалифицированные заявки|качественные заявки|qualified|"
    "leads qualified" },
  { { RAPPORT_COLUMN_METRIC, "sales", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "7 day total orders|14 day total orders|30 day total orders|заказанные товары|"
    "заказано товаров|transactions|транзакции|orders|заказы|purchases|покупки|sales|продажи|"
    "ecommerce purchases|website purchases|количество заказов|кол во заказов|"
    "количество продаж|кол во продаж|количество покупок|количество транзакций|"
    "number of orders|number of sales|orders count|order count|sales count|total orders|"
    "заказов|продаж|покупок|транзакций|выкупы|units sold|total purchases|"
    "оплаченные заказы|успешные сделки|deals won|won deals|closed won|выигранные сделки|"
    "meta purchases|conversions purchase|total transactions|transaction count" },
  { { RAPPORT_COLUMN_METRIC, "sales", 2, RAPPORT_RHYTHM_DAY, TRUE },
    "оплаты|количество оплат|payments|сделки|deals|количество сделок|closed deals|"
    "closed jobs|закрытые сделки|договоры" },
  { { RAPPORT_COLUMN_METRIC, "new-sales", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "new customers|новые клиенты|новые покупатели|new buyers|первые покупки|"
    "первичные продажи|first time purchasers|first time buyers|first time customers|"
    "sales to new customers|продажи новым клиентам|new customer orders|"
    "заказы новых клиентов|покупки новых клиентов|новых клиентов|количество новых клиентов|"
    "new sales|new clients|новые продажи" },
  { { RAPPORT_COLUMN_METRIC, "ad-spend", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "cost|costs|spend|ad spend|adspend|amount spent|расход|расходы|затраты|"
    "расходы на рекламу|расход на рекламу|затраты на рекламу|рекламные расходы|"
    "рекламные затраты|ad cost|ads cost|ad costs|advertising cost|advertising spend|"
    "advertising costs|потрачено|потрачено всего|сумма расхода|списано|media cost|"
    "media spend|spent|total cost|total spend|total spent|израсходовано|расход всего|"
    "google ads cost|adwords cost|advertiser ad cost|campaign cost|marketing spend|"
    "marketing cost|сумма затрат|потраченная сумма|сумма потрачено|spendings|cost total" },
  { { RAPPORT_COLUMN_METRIC, "ad-spend", 3, RAPPORT_RHYTHM_DAY, TRUE },
    "стоимость|expense|expenses|ad expenses|рекламный расход" },
  { { RAPPORT_COLUMN_METRIC, "fee", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "agency fee|комиссия агентства|агентское вознаграждение|вознаграждение агентства|"
    "гонорар агентства|агентская комиссия|стоимость ведения|management fee" },
  { { RAPPORT_COLUMN_METRIC, "fee", 2, RAPPORT_RHYTHM_DAY, TRUE }, "fee|гонорар|вознаграждение" },
  { { RAPPORT_COLUMN_METRIC, "revenue", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "7 day total sales|14 day total sales|30 day total sales|"
    "sale amount|sale value|sale revenue|transactions revenue|сумма дохода|"
    "revenue|выручка|доход|total revenue|общий доход|purchase revenue|transaction revenue|"
    "ecommerce revenue|сумма продаж|сумма заказов|сумма заказа|сумма покупок|оборот|"
    "sales revenue|sales amount|sales value|order value|orders value|order revenue|"
    "purchase value|purchases value|сумма сделок|сумма оплат|доход от покупок|"
    "доход от транзакций|total sales|gmv|gross merchandise value|стоимость покупок|income|"
    "продажи сумма|выручка с продаж|доход от продаж|website purchases conversion value|"
    "purchases conversion value|purchase conversion value|ценность конверсий покупок|"
    "ценность конверсии покупки|gross revenue" },
  { { RAPPORT_COLUMN_METRIC, "revenue", 2, RAPPORT_RHYTHM_DAY, TRUE },
    "conv value|conversion value|conversions value|total conversion value|total conv value|"
    "ценность конверсии|ценность конверсий|ценность конв|ценн конв|net sales|net revenue|gross "
    "sales|"
    "product revenue|item revenue|доход от товара|оплачено|ценность" },
  { { RAPPORT_COLUMN_METRIC, "revenue", 5, RAPPORT_RHYTHM_DAY, TRUE },
    "all conv value|all conversions value|ценность всех конверсий" },
  { { RAPPORT_COLUMN_METRIC, "gross-profit", 0, RAPPORT_RHYTHM_DAY, TRUE },
    "gross profit|валовая прибыль|маржинальная прибыль|маржинальный доход|маржа|"
    "gross margin|contribution margin|margin|вал прибыль|валовый доход|валовая маржа|"
    "прибыль валовая" },
  { { RAPPORT_COLUMN_RATIO, NULL, 0, RAPPORT_RHYTHM_DAY, TRUE },
    "ctr|cpc|cpm|cpa|cpl|cpo|cac|cr|roas|roi|romi|дрр|drr|avg cpc|avg cost|conversion rate|"
    "ecommerce conversion rate|conv rate|con rate|bounce rate|показатель отказов|отказы|"
    "pages / session|pages / visit|страниц / сеанс|глубина просмотра|глубина|"
    "avg session duration|average session duration|сред длительность сеанса|время на сайте|"
    "cost / conv|cost per result|цена за результат|ср цена клика|цена клика|ср цена цели|"
    "цена цели|конверсия|frequency|частота|avg order value|средний чек|"
    "average order value|рентабельность|search impr share|quality score|"
    "показатель качества|per session value|коэффициент транзакций|коэффициент конверсии|"
    "% new sessions|новые сеансы|avg position|ср позиция|"
    "clickthrough rate" },
  { { RAPPORT_COLUMN_IGNORED, NULL, 0, RAPPORT_RHYTHM_DAY, TRUE },
    "reach|охват|взвешенные показы|bounces|device|device category|устройство|тип "
    "устройства|country|страна|city|город|region|"
    "регион|browser|браузер|keyword|ключевое слово|ключевая фраза|условие показа|"
    "landing page|страница входа|page|страница|page path|age|возраст|gender|пол|"
    "campaign id|id кампании|№ кампании|номер кампании|ad set id|adset id|ad group id|"
    "№ группы|ad id|№ объявления|id|status|статус|campaign status|campaign state|"
    "статус кампании|ad group status|campaign type|тип кампании|budget|бюджет|"
    "дневной бюджет|daily budget|campaign delivery|delivery status|attribution setting|"
    "new users|новые пользователи|new visitors|новые посетители|pageviews|page views|views|"
    "просмотры|unique pageviews|тип площадки|тип устройств|hour|час|day of week|"
    "день недели|day of the week|profit|прибыль|result indicator|result type|"
    "engaged sessions|event count|количество событий|phone calls|звонки|bid strategy type|"
    "optimization score|interactions|взаимодействия|interaction rate|invalid clicks|"
    "недействительные клики|view through conv|engagements|items purchased|quantity|"
    "количество|labels|ярлыки|менеджер|этап|stage|customer id|account id|client|клиент|"
    "utm content|utm term|№|возвраты|refunds" },
};

const gsize rapport_csv_n_dictionary = G_N_ELEMENTS (rapport_csv_dictionary);
