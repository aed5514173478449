import { atOnce, branch, topic, words, type Branch, type ShippedTopic } from './topic-row.ts'

/** The tree every city starts from: 43 leaves. Numbers are defaults, a city changes them. */
export const shippedBranches: readonly Branch[] = [
  branch(
    'YARD',
    ['Дворы и благоустройство', 'Двары і добраўпарадкаванне', 'Yards'],
    [
      topic('YARD.PLAY', ['Детская площадка неисправна', 'Дзіцячая пляцоўка няспраўная', 'Playground defect'], 'HOUS', {
        makeSafe: '24h',
        fix: '5wd',
      }),
      topic('YARD.CLEAN', ['Уборка двора', 'Прыбіранне двара', 'Yard cleaning'], 'HOUS', { fix: '3wd' }),
      topic('YARD.SNOW', ['Снег и наледь во дворе', 'Снег і лёд у двары', 'Snow and ice in the yard'], 'HOUS', {
        makeSafe: '4h',
        fix: '1d',
      }),
      topic('YARD.PAVE', ['Покрытие двора, тротуар', 'Пакрыццё двара, тратуар', 'Yard pavement'], 'ROAD', {
        makeSafe: '24h',
        fix: '8wd',
        source: 'N',
      }),
      topic(
        'YARD.BENCH',
        ['Скамейки, урны, беседки', 'Лаўкі, урны, альтанкі', 'Benches and street furniture'],
        'HOUS',
        { fix: '8wd', source: 'N' },
      ),
      topic('YARD.PARK', ['Парковка на газоне', 'Паркоўка на газоне', 'Parking on the lawn'], 'POL', {
        fix: 'forward',
      }),
    ],
  ),
  branch(
    'ROAD',
    ['Дороги и тротуары', 'Дарогі і тратуары', 'Roads and pavements'],
    [
      topic('ROAD.HOLE', ['Яма на дороге', 'Яма на дарозе', 'Pothole'], 'ROAD', {
        makeSafe: '24h',
        fix: '10d',
        note: words(
          'Оградить за сутки; заделать за 3–10 дней, смотря по классу улицы.',
          'Агарадзіць за суткі; адрамантаваць за 3–10 дзён, у залежнасці ад класа вуліцы.',
          'Fence within a day; repair in 3–10 days by class of street.',
        ),
      }),
      topic('ROAD.HATCH', ['Открытый люк', 'Адкрыты люк', 'Open manhole'], 'WATER', { makeSafe: '2h', fix: '1d' }),
      topic('ROAD.SIGN', ['Дорожный знак, разметка', 'Дарожны знак, разметка', 'Road sign or marking'], 'ROAD', {
        fix: '1d',
        source: 'R',
        note: words(
          'Сутки — для лицевой стороны знака.',
          'Суткі — для пярэдняга боку знака.',
          'One day is the norm for the face of a sign.',
        ),
      }),
      topic('ROAD.LIGHTS', ['Светофор не работает', 'Святлафор не працуе', 'Traffic light out of order'], 'ROAD', {
        makeSafe: '2h',
        fix: '1d',
      }),
      topic('ROAD.FENCE', ['Ограждение, бордюр', 'Агароджа, бардзюр', 'Guard rail, kerb'], 'ROAD', {
        fix: '5d',
        source: 'R',
        note: words('По норме 3–5 дней.', 'Паводле нормы 3–5 дзён.', 'The norm is 3–5 days.'),
      }),
      topic('ROAD.WINTER', ['Гололёд, уборка снега', 'Галалёд, прыбіранне снегу', 'Ice and snow on the road'], 'ROAD', {
        makeSafe: '2h',
        fix: '12h',
        note: words('6–12 часов, смотря по улице.', '6–12 гадзін, у залежнасці ад вуліцы.', '6–12 hours, by street.'),
      }),
      topic('ROAD.WALK', ['Тротуар, пешеходный переход', 'Тратуар, пешаходны пераход', 'Pavement, crossing'], 'ROAD', {
        makeSafe: '24h',
        fix: '8wd',
        source: 'N',
      }),
    ],
  ),
  branch(
    'LIGHT',
    ['Освещение', 'Асвятленне', 'Lighting'],
    [
      topic('LIGHT.STREET', ['Уличное освещение', 'Вулічнае асвятленне', 'Street light'], 'LIGHT', { fix: '3d' }),
      topic('LIGHT.ENTR', ['Освещение подъезда', 'Асвятленне пад’езда', 'Entrance light'], 'HOUS', {
        fix: '7d',
        source: 'G',
        confirmed: false,
      }),
    ],
  ),
  branch(
    'HOUSE',
    ['Жилой дом', 'Жылы дом', 'Residential building'],
    [
      topic('HOUSE.ROOF', ['Протечка кровли', 'Цячэ дах', 'Roof leak'], 'HOUS', {
        makeSafe: atOnce,
        fix: '1d',
        source: 'G',
      }),
      topic('HOUSE.DRAIN', ['Водосточные трубы', 'Вадасцёкавыя трубы', 'Downpipes'], 'HOUS', {
        fix: '5d',
        source: 'G',
      }),
      topic('HOUSE.WALL', ['Падает кирпич или облицовка', 'Падае цэгла або абліцоўка', 'Falling masonry'], 'HOUS', {
        makeSafe: atOnce,
        fix: '1d',
        source: 'G',
        note: words(
          'Сразу оградить опасное место.',
          'Адразу агарадзіць небяспечнае месца.',
          'Fence the dangerous place at once.',
        ),
      }),
      topic(
        'HOUSE.GLASS',
        ['Разбитое стекло в подъезде', 'Разбітае шкло ў пад’ездзе', 'Broken window in the entrance'],
        'HOUS',
        {
          fix: '3d',
          source: 'G',
          note: words(
            'Зимой — за сутки, летом — за 3 дня.',
            'Узімку — за суткі, улетку — за 3 дні.',
            'One day in winter, three in summer.',
          ),
        },
      ),
      topic('HOUSE.DOOR', ['Дверь подъезда', 'Дзверы пад’езда', 'Entrance door'], 'HOUS', { fix: '1d', source: 'G' }),
      topic('HOUSE.LIFT', ['Лифт не работает', 'Ліфт не працуе', 'Lift out of order'], 'HOUS', {
        fix: '1d',
        source: 'G',
        confirmed: false,
        urgent: {
          term: '30min',
          when: words('Внутри застрял человек', 'Унутры захрас чалавек', 'Somebody is stuck inside'),
        },
      }),
      topic('HOUSE.CLEAN', ['Уборка подъезда', 'Прыбіранне пад’езда', 'Stair cleaning'], 'HOUS', { fix: '3wd' }),
      topic(
        'HOUSE.BILL',
        ['Начисления за жилищно-коммунальные услуги', 'Налічэнні за жыллёва-камунальныя паслугі', 'Utility bills'],
        'HOUS',
        { fix: '5wd' },
      ),
      topic('HOUSE.REPAIR', ['Капитальный ремонт', 'Капітальны рамонт', 'Capital repair'], 'HOUS', { fix: 'consider' }),
    ],
  ),
  branch(
    'UTIL',
    ['Вода, тепло, газ, свет', 'Вада, цяпло, газ, святло', 'Utilities'],
    [
      topic(
        'UTIL.WATER',
        ['Нет воды или слабый напор', 'Няма вады або слабы напор', 'No water or low pressure'],
        'WATER',
        { makeSafe: atOnce, fix: '24h', source: 'B' },
      ),
      topic('UTIL.SEWER', ['Засор канализации', 'Засмечанне каналізацыі', 'Blocked sewer'], 'WATER', {
        makeSafe: atOnce,
        fix: '24h',
        source: 'B',
      }),
      topic('UTIL.HEAT', ['Холодные батареи', 'Халодныя батарэі', 'Cold radiators'], 'HEAT', {
        makeSafe: '24h',
        fix: '3d',
        source: 'B',
      }),
      topic('UTIL.POWER', ['Нет электричества', 'Няма электрычнасці', 'No electricity'], 'LIGHT', {
        makeSafe: atOnce,
        fix: '24h',
        source: 'B',
      }),
      topic('UTIL.GAS', ['Запах газа', 'Пах газу', 'Smell of gas'], 'POL', { callFirst: '104' }),
    ],
  ),
  branch(
    'WASTE',
    ['Мусор', 'Смецце', 'Waste'],
    [
      topic('WASTE.BIN', ['Переполненный контейнер', 'Перапоўнены кантэйнер', 'Overfull bin'], 'WASTE', { fix: '1d' }),
      topic('WASTE.SITE', ['Контейнерная площадка', 'Кантэйнерная пляцоўка', 'Container site'], 'WASTE', {
        fix: '8wd',
        source: 'N',
      }),
      topic('WASTE.DUMP', ['Стихийная свалка', 'Стыхійны сметнік', 'Illegal dump'], 'ECO', { fix: '5wd' }),
    ],
  ),
  branch(
    'GREEN',
    ['Озеленение', 'Азеляненне', 'Greenery'],
    [
      topic('GREEN.TREE', ['Аварийное дерево', 'Аварыйнае дрэва', 'Dangerous tree'], 'GREEN', {
        makeSafe: '24h',
        fix: '5wd',
        source: 'B',
        note: words(
          'Оградить за сутки; обрезка — в свой сезон.',
          'Агарадзіць за суткі; абразанне — у свой сезон.',
          'Fence within a day; pruning has its season.',
        ),
      }),
      topic('GREEN.GRASS', ['Покос, борщевик', 'Пакос, баршчэўнік', 'Mowing, hogweed'], 'GREEN', { fix: '5wd' }),
    ],
  ),
  // nine tiles on the first screen at most: eight branches and «Другое»
  branch(
    'CITY',
    ['Город и службы', 'Горад і службы', 'City and services'],
    [
      topic(
        'TRANS.BUS',
        ['Автобус: график, водитель', 'Аўтобус: расклад, кіроўца', 'Bus: timetable, driver'],
        'TRANS',
        { fix: '5wd' },
      ),
      topic('TRANS.STOP', ['Остановка', 'Прыпынак', 'Bus stop'], 'TRANS', { fix: '8wd', source: 'N' }),
      topic('ANIM.STRAY', ['Бездомные животные', 'Бяздомныя жывёлы', 'Stray animals'], 'VET', {
        fix: '3d',
        urgent: { term: '2h', when: words('Животное нападает', 'Жывёла нападае', 'The animal attacks') },
      }),
      topic(
        'SOC.HELP',
        ['Социальная помощь, пособия', 'Сацыяльная дапамога, выплаты', 'Social help, benefits'],
        'SOC',
        { makeSafe: '24h', fix: '5wd' },
      ),
      topic('HEALTH.CARE', ['Поликлиника, лекарства', 'Паліклініка, лекі', 'Health care, medicines'], 'HEALTH', {
        fix: '5wd',
      }),
      topic('EDU.SCHOOL', ['Школа, детский сад', 'Школа, дзіцячы сад', 'School, kindergarten'], 'EDU', { fix: '5wd' }),
      topic('LAND.ARCH', ['Земля, строительство', 'Зямля, будаўніцтва', 'Land, construction'], 'ARCH', {
        fix: 'consider',
      }),
      topic('POST.COMM', ['Почта, связь, интернет', 'Пошта, сувязь, інтэрнэт', 'Post, telecom, internet'], 'POST', {
        fix: '5wd',
      }),
    ],
  ),
]

/** Always there: whatever fits nowhere goes to people who sort it. */
export const otherTopic: ShippedTopic = topic('OTHER', ['Другое', 'Іншае', 'Other'], 'ADMIN', { makeSafe: '4wh' })

export const shippedTopics: readonly ShippedTopic[] = [...shippedBranches.flatMap(({ leaves }) => leaves), otherTopic]
