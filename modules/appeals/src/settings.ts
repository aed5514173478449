import { setting, z, type Ctx, type Text } from '@vmeste/sdk'

const say = (ru: string, be: string, en: string): Text => ({ ru, be, en })
const metres = say('м', 'м', 'm')
const days = say('дн.', 'дз.', 'days')
const months = say('мес.', 'мес.', 'months')
const inTenMinutes = say('Считаем за десять минут.', 'Лічым за дзесяць хвілін.', 'Counted over ten minutes.')

/** Months that words, addresses and photos of residents are kept where the city says nothing else. */
export const wordsMonths = 36

/** What a city may tune. */
export const settings = z.object({
  publish: z
    .enum(['after-look', 'at-once', 'never'])
    .default('after-look')
    .meta(
      setting({
        title: say(
          'Когда слова жителей видны всем',
          'Калі словы жыхароў бачныя ўсім',
          'When everybody sees the words of residents',
        ),
        hint: say(
          'Тема, место и ответ службы видны сразу.',
          'Тэма, месца і адказ службы бачныя адразу.',
          'Topic, place and the answer are seen at once.',
        ),
        choices: {
          'after-look': say('После проверки', 'Пасля праверкі', 'After a look'),
          'at-once': say('Сразу', 'Адразу', 'At once'),
          never: say('Никогда', 'Ніколі', 'Never'),
        },
      }),
    ),
  lookHours: z
    .int()
    .min(1)
    .max(40)
    .default(4)
    .meta(
      setting({
        title: say(
          'За сколько проверять слова жителей',
          'За колькі правяраць словы жыхароў',
          'How soon words are checked',
        ),
        unit: say('рабочих ч', 'рабочых гадз', 'working hours'),
        hint: say(
          'Если не успели, напомним раз в день.',
          'Калі не паспелі, нагадаем раз на дзень.',
          'What is late is told once a day.',
        ),
      }),
    ),
  lookDuty: z
    .string()
    .trim()
    .max(40)
    .default('')
    .meta(
      setting(
        {
          title: say('Кто отвечает за проверку', 'Хто адказвае за праверку', 'Who answers for the checks'),
          hint: say(
            'Этой службе придёт задача, если слова ждут слишком долго.',
            'Гэтай службе прыйдзе задача, калі словы чакаюць занадта доўга.',
            'This department gets a task when words wait too long.',
          ),
          choices: { '': say('Все, кто может проверять', 'Усе, хто можа правяраць', 'Everybody who may check') },
        },
        { from: 'departments' },
      ),
    ),
  duplicateRadius: z
    .int()
    .min(10)
    .max(500)
    .default(50)
    .meta(
      setting({
        title: say(
          'Похожие сообщения: как далеко искать',
          'Падобныя паведамленні: як далёка шукаць',
          'Similar reports: how far to look',
        ),
        unit: metres,
        hint: say(
          'Вокруг того места, о котором пишут.',
          'Вакол таго месца, пра якое пішуць.',
          'Around the place that is reported.',
        ),
      }),
    ),
  duplicateDays: z
    .int()
    .min(0)
    .max(60)
    .default(14)
    .meta(
      setting({
        title: say(
          'Похожие сообщения: как давно закрытые',
          'Падобныя паведамленні: як даўно закрытыя',
          'Similar reports: how long since closed',
        ),
        unit: days,
        hint: say(
          '0: предлагать только те, над которыми ещё работают.',
          '0: прапаноўваць толькі тыя, над якімі яшчэ працуюць.',
          '0: offer only those still being worked on.',
        ),
      }),
    ),
  reopenLimit: z
    .int()
    .min(0)
    .max(10)
    .default(2)
    .meta(
      setting({
        title: say(
          'Сколько раз житель может вернуть в работу',
          'Колькі разоў жыхар можа вярнуць у працу',
          'How many times a resident can reopen',
        ),
      }),
    ),
  reopenDays: z
    .int()
    .min(1)
    .max(90)
    .default(14)
    .meta(
      setting({
        title: say(
          'Сколько времени можно вернуть в работу',
          'Колькі часу можна вярнуць у працу',
          'How long it can be reopened',
        ),
        unit: days,
        hint: say(
          'После ответа. Потом сообщение закрывается само.',
          'Пасля адказу. Потым паведамленне закрываецца само.',
          'After the answer. Then the report closes by itself.',
        ),
      }),
    ),
  returnLimit: z
    .int()
    .min(0)
    .max(10)
    .default(2)
    .meta(
      setting({
        title: say(
          'Сколько раз служба может вернуть координатору',
          'Колькі разоў служба можа вярнуць каардынатару',
          'How many times a department can return to the coordinator',
        ),
      }),
    ),
  planDays: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .meta(
      setting({
        title: say(
          'На сколько дней служба планирует сама',
          'На колькі дзён служба плануе сама',
          'How far ahead a department plans by itself',
        ),
        unit: days,
        hint: say(
          'Дальше — с согласия того, кто разбирает сообщения.',
          'Далей — са згоды таго, хто разбірае паведамленні.',
          'Further needs the yes of whoever sorts reports.',
        ),
      }),
    ),
  deviceLimit: z
    .int()
    .min(1)
    .max(1000)
    .default(20)
    .meta(
      setting({
        title: say('Сообщений с одного устройства', 'Паведамленняў з адной прылады', 'Reports from one device'),
        hint: inTenMinutes,
      }),
    ),
  addressLimit: z
    .int()
    .min(10)
    .max(100_000)
    .default(600)
    .meta(
      setting({
        title: say(
          'Сообщений с одного сетевого адреса',
          'Паведамленняў з аднаго сеткавага адраса',
          'Reports from one network address',
        ),
        hint: say(
          'Считаем за десять минут. У мобильной сети один адрес на многих.',
          'Лічым за дзесяць хвілін. У мабільнай сеткі адзін адрас на многіх.',
          'Counted over ten minutes. A mobile network shares one address among many.',
        ),
      }),
    ),
  deadlineProfile: z
    .enum(['by-message', 'ru-pos', 'ru-incident', 'generic'])
    .default('by-message')
    .meta(
      setting({
        title: say(
          'По каким правилам считать сроки',
          'Паводле якіх правілаў лічыць тэрміны',
          'By which rules deadlines are counted',
        ),
        choices: {
          'by-message': say('Беларусь, сообщения', 'Беларусь, паведамленні', 'Belarus, messages'),
          'ru-pos': say('Россия, обратная связь', 'Расія, зваротная сувязь', 'Russia, feedback'),
          'ru-incident': say('Россия, соцсети', 'Расія, сацсеткі', 'Russia, social networks'),
          generic: say('Общие правила', 'Агульныя правілы', 'General rules'),
        },
      }),
    ),
  maxPhotos: z
    .int()
    .min(0)
    .max(5)
    .default(5)
    .meta(
      setting({
        title: say('Сколько фото можно приложить', 'Колькі фота можна дадаць', 'How many photos can be attached'),
      }),
    ),
  operator: z
    .string()
    .trim()
    .max(200)
    .default('')
    .meta(
      setting({
        title: say(
          'Кто отвечает за контакты жителей',
          'Хто адказвае за кантакты жыхароў',
          'Who answers for the contacts of residents',
        ),
        hint: say(
          'Оператор, как он назван в документах. Стоит в согласии. Пусто: город.',
          'Аператар, як ён названы ў дакументах. Стаіць у згодзе. Пуста: горад.',
          'The operator as papers name it. It stands in the consent. Empty: the city.',
        ),
      }),
    ),
  retentionMonths: z
    .int()
    .min(1)
    .max(120)
    .default(12)
    .meta(
      setting({
        title: say(
          'Сколько хранить телефон и почту',
          'Колькі захоўваць тэлефон і пошту',
          'How long to keep phone and mail',
        ),
        unit: months,
        hint: say('После закрытия сообщения.', 'Пасля закрыцця паведамлення.', 'After the report is closed.'),
      }),
    ),
  wordsMonths: z
    .int()
    .min(1)
    .max(120)
    .default(wordsMonths)
    .meta(
      setting({
        title: say(
          'Сколько хранить слова и фото жителей',
          'Колькі захоўваць словы і фота жыхароў',
          'How long to keep residents’ words and photos',
        ),
        unit: months,
        hint: say(
          'После закрытия. Велит закон или номенклатура дел хранить дольше — поставьте больше.',
          'Пасля закрыцця. Калі закон або наменклатура спраў патрабуе даўжэй, пастаўце больш.',
          'After closing. If the law or your records schedule asks for longer, set more.',
        ),
      }),
    ),
})
export type Settings = z.infer<typeof settings>
export type PublishRule = Settings['publish']

/** The settings of this city; the host has validated them. */
export const settingsOf = (ctx: Pick<Ctx, 'settings'>): Settings => ctx.settings as Settings
