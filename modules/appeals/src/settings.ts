import { z, type Ctx, type Text } from '@vmeste/sdk'

/** What the administrator's form says beside a setting. */
const said = (ru: string, be: string, en: string): { description: string; text: Text } => ({ description: en, text: { ru, be, en } })

/** What a city may tune. */
export const settings = z.object({
  duplicateRadius: z.int().min(10).max(500).default(50).meta(said('Похожие сообщения: метров вокруг места', 'Падобныя паведамленні: метраў вакол месца', 'Similar reports: metres around the place')),
  duplicateDays: z.int().min(0).max(60).default(14).meta(said('Похожие сообщения: дней после закрытия', 'Падобныя паведамленні: дзён пасля закрыцця', 'Similar reports: days after closing')),
  reopenLimit: z.int().min(0).max(10).default(2).meta(said('Сколько раз житель может вернуть в работу', 'Колькі разоў жыхар можа вярнуць у працу', 'How many times a resident can reopen')),
  reopenDays: z.int().min(1).max(90).default(14).meta(said('Сколько дней после ответа можно вернуть в работу', 'Колькі дзён пасля адказу можна вярнуць у працу', 'Days after the answer in which it can be reopened')),
  returnLimit: z.int().min(0).max(10).default(2).meta(said('Сколько раз служба может вернуть координатору', 'Колькі разоў служба можа вярнуць каардынатару', 'How many times a department can return to the coordinator')),
  deviceLimit: z.int().min(1).max(1000).default(20).meta(said('Сообщений с одного устройства за десять минут', 'Паведамленняў з адной прылады за дзесяць хвілін', 'Reports from one device in ten minutes')),
  addressLimit: z.int().min(10).max(100_000).default(600).meta(said('Сообщений с одного сетевого адреса за десять минут: у мобильной сети он общий', 'Паведамленняў з аднаго сеткавага адраса за дзесяць хвілін: у мабільнай сеткі ён агульны', 'Reports from one network address in ten minutes: a mobile network shares one')),
  deadlineProfile: z.string().min(1).max(60).default('by-message').meta(said('Профиль сроков', 'Профіль тэрмінаў', 'Deadline profile')),
  maxPhotos: z.int().min(0).max(5).default(5).meta(said('Фото в одном сообщении', 'Фота ў адным паведамленні', 'Photos in one report')),
  retentionMonths: z.int().min(1).max(120).default(12).meta(said('Сколько месяцев после закрытия хранить контакты', 'Колькі месяцаў пасля закрыцця захоўваць кантакты', 'Months after closing in which contacts are kept')),
})
export type Settings = z.infer<typeof settings>

/** The settings of this city; the host has validated them. */
export const settingsOf = (ctx: Pick<Ctx, 'settings'>): Settings => ctx.settings as Settings
