import { createHash, randomBytes } from 'node:crypto'
import { Problem, uuidv7, type Ctx } from '@vmeste/sdk'
import type { Messenger } from './messenger.ts'
import type { MessengerTables } from './messenger.entity.ts'
import { messengerTexts } from './messenger-texts.ts'

type MessengerCtx = Ctx<MessengerTables>

/** Stands before a chat where a browser's address stands: what is for a person comes to either. */
export const chatPrefix = 'telegram:'
const codeMs = 900_000
const hashOf = (code: string): string => createHash('sha256').update(code).digest('base64url')

/** A code for whoever acts, in a link to the bot; an earlier one is good no more. @throws Problem `MESSENGER_OFF` */
export async function messengerCode(ctx: MessengerCtx, messenger: Messenger | undefined) {
  if (!messenger) throw off()
  const name = await messenger.name().catch(() => {
    throw off()
  })
  const code = randomBytes(18).toString('base64url')
  const person = ctx.person().key
  const until = new Date(ctx.clock.now().getTime() + codeMs)
  await ctx.db.transaction(async (tx) => {
    await tx.kysely.deleteFrom('messenger_code').where('person', '=', person).execute()
    await tx.kysely
      .insertInto('messenger_code')
      .values({ hash: hashOf(code), person, lang: ctx.lang, until })
      .execute()
  })
  return {
    __typename: 'MessengerCode',
    code,
    url: `https://t.me/${encodeURIComponent(name)}?start=${code}`,
    minutes: 15,
  }
}

const off = () =>
  new Problem(
    'MESSENGER_OFF',
    {
      ru: 'Telegram в этом городе сейчас не подключён.',
      be: 'Telegram у гэтым горадзе цяпер не падключаны.',
      en: 'Telegram is not connected in this city now.',
    },
    { kind: 'conflict' },
  )

export const isLinked = async (ctx: MessengerCtx): Promise<boolean> =>
  (await ctx.db.read
    .selectFrom('push_subscription')
    .select('id')
    .where('whose', '=', ctx.person().key)
    .where('endpoint', 'like', `${chatPrefix}%`)
    .executeTakeFirst()) !== undefined

/** Whoever acts wants nothing more there. */
export async function unlinkMessenger(ctx: MessengerCtx): Promise<void> {
  await ctx.db.transaction((tx) =>
    tx.kysely
      .deleteFrom('push_subscription')
      .where('whose', '=', ctx.person().key)
      .where('endpoint', 'like', `${chatPrefix}%`)
      .execute(),
  )
}

/** Answers what was written to the bot: a code links, `/stop` unlinks. Anything else is let be: nobody reads there. */
export async function hearMessenger(ctx: MessengerCtx, messenger: Messenger): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.transaction((tx) => tx.kysely.deleteFrom('messenger_code').where('until', '<', now).execute())
  for (const { chat, text } of await messenger.heard()) {
    const said = await answerTo(ctx, chat, text)
    // an answer that does not arrive keeps nobody else waiting
    if (said) await messenger.send(chat, said).catch(() => undefined)
  }
}

async function answerTo(ctx: MessengerCtx, chat: string, text: string): Promise<string | undefined> {
  const [command = '', code = ''] = text.trim().split(/\s+/)
  if (command === '/stop') {
    await stop(ctx, chat)
    return messengerTexts.stopped.ru
  }
  if (command !== '/start') return undefined
  const lang = await start(ctx, chat, code)
  return lang ? messengerTexts.linked[lang] : `${messengerTexts.unknown.ru} ${ctx.origin}/c/${ctx.city.slug}/reach`
}

const stop = (ctx: MessengerCtx, chat: string) =>
  ctx.db.transaction((tx) =>
    tx.kysely
      .deleteFrom('push_subscription')
      .where('endpoint', '=', chatPrefix + chat)
      .execute(),
  )

/** One chat a person, one person a chat: whoever comes last has it. @returns their language, nothing for a wrong code */
const start = (ctx: MessengerCtx, chat: string, code: string) =>
  ctx.db.transaction(async (tx) => {
    const now = ctx.clock.now()
    const found = await tx.kysely
      .deleteFrom('messenger_code')
      .where('hash', '=', hashOf(code))
      .where('until', '>=', now)
      .returning(['person', 'lang'])
      .executeTakeFirst()
    if (!found) return undefined
    const { person: whose, lang } = found
    const endpoint = chatPrefix + chat
    await tx.kysely
      .deleteFrom('push_subscription')
      .where((eb) =>
        eb.or([
          eb('endpoint', '=', endpoint),
          eb.and([eb('whose', '=', whose), eb('endpoint', 'like', `${chatPrefix}%`)]),
        ]),
      )
      .execute()
    await tx.kysely
      .insertInto('push_subscription')
      .values({
        id: uuidv7(now.getTime()),
        whose,
        thing: false,
        endpoint,
        p256dh: '',
        auth: '',
        lang,
        href: '/notifications',
        alive_at: now,
      })
      .execute()
    return lang
  })
