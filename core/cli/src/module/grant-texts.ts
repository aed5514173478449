import type { Text } from '@vmeste/sdk'

/** What adding a module gives it, one sentence each. `{…}` are names and numbers out of its contract. */
export const grantTexts = {
  tables: {
    ru: 'Хранит свои таблицы: {n} ({names})',
    be: 'Захоўвае свае табліцы: {n} ({names})',
    en: 'Keeps tables of its own: {n} ({names})',
  },
  lends: {
    ru: 'Другие модули смогут вызывать его функции в базе: {names}',
    be: 'Іншыя модулі змогуць выклікаць яго функцыі ў базе: {names}',
    en: 'Other modules may call its functions in the database: {names}',
  },
  personal: {
    ru: 'Хранит личные данные: {columns}, {months} мес. Зачем: {purpose}',
    be: 'Захоўвае асабістыя даныя: {columns}, {months} мес. Навошта: {purpose}',
    en: 'Keeps personal data: {columns}. Months kept: {months}. Why: {purpose}',
  },
  hears: {
    ru: 'Слышит событие «{event}» — видит поля {fields}',
    be: 'Чуе падзею «{event}» — бачыць палі {fields}',
    en: 'Hears the event “{event}” — sees the fields {fields}',
  },
  hearsEach: {
    ru: 'Слышит событие «{event}» всех, кто умеет {capability}, — видит поля {fields}',
    be: 'Чуе падзею «{event}» усіх, хто ўмее {capability}, — бачыць палі {fields}',
    en: 'Hears the event “{event}” of all that are {capability} — sees the fields {fields}',
  },
  tells: {
    ru: 'Сообщает другим модулям о своих событиях: {names}',
    be: 'Паведамляе іншым модулям пра свае падзеі: {names}',
    en: 'Tells other modules of its own events: {names}',
  },
  needs: {
    ru: 'Работает только там, где есть: {names}',
    be: 'Працуе толькі там, дзе ёсць: {names}',
    en: 'Works only where there is: {names}',
  },
  right: {
    ru: 'Приносит право «{title}»; сразу получат его: {roles}',
    be: 'Прыносіць права «{title}»; адразу атрымаюць яго: {roles}',
    en: 'Brings the right “{title}”; those who get it at once: {roles}',
  },
  secrets: {
    ru: 'Спросит у города секретных ключей: {n}',
    be: 'Папросіць у горада сакрэтных ключоў: {n}',
    en: 'Will ask the city for secret keys: {n}',
  },
  jobs: {
    ru: 'Сам выполняет работу по расписанию: {names}',
    be: 'Сам выконвае працу па раскладзе: {names}',
    en: 'Works by itself on a schedule: {names}',
  },
  routes: {
    ru: 'Открывает свои адреса: {n}, из них без входа: {open}',
    be: 'Адкрывае свае адрасы: {n}, з іх без уваходу: {open}',
    en: 'Opens addresses of its own: {n}, without signing in: {open}',
  },
  menu: { ru: 'Добавляет страницы в меню: {n}', be: 'Дадае старонкі ў меню: {n}', en: 'Adds pages to the menu: {n}' },
  publicPages: {
    ru: 'Добавляет страницы, открытые всем по ссылке: {names}',
    be: 'Дадае старонкі, адкрытыя ўсім па спасылцы: {names}',
    en: 'Adds pages open to everyone by a link: {names}',
  },
  slots: {
    ru: 'Показывает своё на чужих страницах: {names}',
    be: 'Паказвае сваё на чужых старонках: {names}',
    en: 'Shows something of its own on other pages: {names}',
  },
  port: {
    ru: 'Обращается к службе платформы: {name}',
    be: 'Звяртаецца да службы платформы: {name}',
    en: 'Calls a service of the platform: {name}',
  },
  inside: {
    ru: 'Его код работает внутри платформы, а страницы — от имени того, кто вошёл: добавляйте только от тех, кому доверяете',
    be: 'Яго код працуе ўнутры платформы, а старонкі — ад імя таго, хто ўвайшоў: дадавайце толькі ад тых, каму давяраеце',
    en: 'Its code runs inside the platform, its pages as whoever has signed in: add it only from those you trust',
  },
} as const satisfies Record<string, Text>

/** What calling a port means, for people. */
export const portTexts: Readonly<Record<string, Text>> = {
  Notifications: {
    ru: 'Отправляет письма, СМС и уведомления от имени города: кому и что, решает сам',
    be: 'Адпраўляе лісты, СМС і апавяшчэнні ад імя горада: каму і што, вырашае сам',
    en: 'Sends letters, text messages and notifications in the city’s name: to whom and what, it decides itself',
  },
  Files: {
    ru: 'Принимает и показывает файлы и фотографии',
    be: 'Прымае і паказвае файлы і фатаграфіі',
    en: 'Takes and shows files and photos',
  },
  Directory: {
    ru: 'Видит организации, их службы и сотрудников',
    be: 'Бачыць арганізацыі, іх службы і супрацоўнікаў',
    en: 'Sees the organisations, their departments and staff',
  },
  Deadlines: {
    ru: 'Считает сроки по календарю города',
    be: 'Лічыць тэрміны па календары горада',
    en: 'Counts terms by the city’s calendar',
  },
  Numbering: {
    ru: 'Берёт регистрационные номера из любого ряда города',
    be: 'Бярэ рэгістрацыйныя нумары з любога рада горада',
    en: 'Takes registration numbers from any series of the city',
  },
  Looks: {
    ru: 'Записывает, кто открывал его дела',
    be: 'Запісвае, хто адкрываў яго справы',
    en: 'Writes down who has opened its cases',
  },
  Topics: {
    ru: 'Видит темы, о которых пишут жители',
    be: 'Бачыць тэмы, пра якія пішуць жыхары',
    en: 'Sees the topics that residents write about',
  },
}

/** What `vmeste add` says around them. */
export const addTexts = {
  heading: {
    ru: '«{title}» ({id}), версия {version}',
    be: '«{title}» ({id}), версія {version}',
    en: '“{title}” ({id}), version {version}',
  },
  integrity: { ru: 'Целостность: {integrity}', be: 'Цэласнасць: {integrity}', en: 'Integrity: {integrity}' },
  grants: { ru: 'Что получит этот модуль:', be: 'Што атрымае гэты модуль:', en: 'What this module gets:' },
  question: { ru: 'Добавить? [y/N] ', be: 'Дадаць? [y/N] ', en: 'Add it? [y/N] ' },
  added: {
    ru: 'Модуль добавлен. Перезапустите узлы по одному, потом включите его в городе: «Модули» у администратора города.',
    be: 'Модуль дададзены. Перазапусціце вузлы па адным, потым уключыце яго ў горадзе: «Модулі» ў адміністратара горада.',
    en: 'The module is added. Restart the hosts one by one, then switch it on in a city: “Modules” of the city’s administrator.',
  },
  newGrants: {
    ru: 'Чего у прежней версии не было:',
    be: 'Чаго ў ранейшай версіі не было:',
    en: 'What the version before had not:',
  },
  noNewGrants: {
    ru: 'Прав у него не больше, чем у прежней версии.',
    be: 'Правоў у яго не больш, чым у ранейшай версіі.',
    en: 'It gets nothing that the version before had not.',
  },
  migrations: {
    ru: 'При запуске изменит свои таблицы: {names}',
    be: 'Пры запуску зменіць свае табліцы: {names}',
    en: 'At the next start it changes its tables: {names}',
  },
  replaces: { ru: 'Заменяет версию {version}.', be: 'Замяняе версію {version}.', en: 'Replaces version {version}.' },
} as const satisfies Record<string, Text>
