import { setting, z, type Ctx, type Text } from '@vmeste/sdk'

const say = (ru: string, be: string, en: string): Text => ({ ru, be, en })
const days = say('дн.', 'дз.', 'days')
const months = say('мес.', 'мес.', 'months')
const people = say('чел.', 'чал.', 'people')
const inTenMinutes = say(
  'Считаем за десять минут; по приглашению можно оценить всегда.',
  'Лічым за дзесяць хвілін; па запрашэнні можна ацаніць заўсёды.',
  'Counted over ten minutes; an invitation always works.',
)

/** What a city may tune. */
export const settings = z.object({
  publish: z
    .enum(['after-look', 'at-once', 'never'])
    .default('after-look')
    .meta(
      setting({
        title: say('Когда отзывы видны всем', 'Калі водгукі бачныя ўсім', 'When everybody sees comments'),
        hint: say(
          'Звёзды видны сразу. Телефоны и квартиры скрыты всегда.',
          'Зоркі бачныя адразу. Тэлефоны і кватэры схаваныя заўсёды.',
          'Stars are seen at once. Phones and flats are always covered.',
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
    .max(80)
    .default(8)
    .meta(
      setting({
        title: say('За сколько проверять отзывы', 'За колькі правяраць водгукі', 'How soon comments are checked'),
        unit: say('рабочих ч', 'рабочых гадз', 'working hours'),
        hint: say(
          'Если не успели, поставим задачу.',
          'Калі не паспелі, паставім задачу.',
          'What is late becomes a task.',
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
          title: say('Кто отвечает за проверку отзывов', 'Хто адказвае за праверку водгукаў', 'Who checks comments'),
          hint: say(
            'Этой службе придёт задача, если отзыв ждёт слишком долго.',
            'Гэтай службе прыйдзе задача, калі водгук чакае занадта доўга.',
            'This department gets a task when a comment waits too long.',
          ),
          choices: {
            '': say('Все, кто показывает и скрывает', 'Усе, хто паказвае і хавае', 'Everybody who shows and hides'),
          },
        },
        { from: 'departments' },
      ),
    ),
  invitationDays: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .meta(
      setting({
        title: say(
          'Сколько действует приглашение оценить',
          'Колькі дзейнічае запрашэнне ацаніць',
          'How long an invitation holds',
        ),
        unit: days,
      }),
    ),
  periodDays: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .meta(
      setting({
        title: say(
          'Один голос одного человека: за какое время',
          'Адзін голас аднаго чалавека: за які час',
          'One vote of one person: over what time',
        ),
        unit: days,
        hint: say(
          'В это время оценку можно изменить, второй голос не прибавится.',
          'У гэты час ацэнку можна змяніць, другі голас не дадасца.',
          'In this time a rating can be changed, and no second vote is added.',
        ),
      }),
    ),
  minimum: z
    .int()
    .min(1)
    .max(1000)
    .default(10)
    .meta(
      setting({
        title: say(
          'Сколько оценок нужно для места в рейтинге',
          'Колькі ацэнак трэба для месца ў рэйтынгу',
          'Ratings needed for a place in the ranking',
        ),
        unit: people,
        hint: say(
          'Столько же «средних по городу» голосов добавляется каждой службе, чтобы несколько случайных оценок не решали всё.',
          'Столькі ж «сярэдніх па горадзе» галасоў дадаецца кожнай службе, каб некалькі выпадковых ацэнак не вырашалі ўсё.',
          'As many average votes are added to every service, so that a few chance ratings do not decide.',
        ),
      }),
    ),
  months: z
    .int()
    .min(1)
    .max(60)
    .default(12)
    .meta(
      setting({
        title: say(
          'За какое время считать рейтинг',
          'За які час лічыць рэйтынг',
          'Over what time the ranking is counted',
        ),
        unit: months,
      }),
    ),
  lowScore: z
    .number()
    .min(1)
    .max(4)
    .default(2)
    .meta(
      setting({
        title: say('Плохая оценка: не выше', 'Дрэнная ацэнка: не вышэй за', 'A low rating: at most'),
        hint: say(
          'О такой оценке служба узнаёт сразу и должна ответить.',
          'Пра такую ацэнку служба даведваецца адразу і павінна адказаць.',
          'The service learns of it at once and has to answer.',
        ),
      }),
    ),
  deviceLimit: z
    .int()
    .min(1)
    .max(1000)
    .default(10)
    .meta(
      setting({
        title: say(
          'Сколько служб оценить с одного устройства',
          'Колькі службаў ацаніць з адной прылады',
          'Services rated from one device',
        ),
        hint: inTenMinutes,
      }),
    ),
  addressLimit: z
    .int()
    .min(10)
    .max(100_000)
    .default(300)
    .meta(
      setting({
        title: say(
          'Сколько оценок с одного сетевого адреса',
          'Колькі ацэнак з аднаго сеткавага адраса',
          'Ratings from one network address',
        ),
        hint: inTenMinutes,
      }),
    ),
})
export type Settings = z.infer<typeof settings>

/** The settings of this city; the host has validated them. */
export const settingsOf = (ctx: Pick<Ctx, 'settings'>): Settings => ctx.settings as Settings
