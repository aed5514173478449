import { readFileSync } from 'node:fs'
import {
  isAssured,
  Problem,
  TextMessages,
  type Ctx,
  type MessageReach,
  type PersonalData,
  type ResolverMap,
} from '@vmeste/sdk'
import { scopeOfCtx } from '../../city/module-ctx.ts'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import { codeMinutes } from '../../identity/phones/phone-codes.ts'
import type { Asker, Phones } from '../../identity/phones/create-phones.ts'
import { maskPhone } from '../../identity/phones/phone-number.ts'
import { phoneNotHere } from '../../identity/phones/phone-problems.ts'
import { recordPhone } from './record-phone.ts'
import { codeMessage } from '../../identity/phones/phone-texts.ts'

const typeDefs = readFileSync(new URL('./phone.graphql', import.meta.url), 'utf8')

export interface PhoneParts {
  /** Nothing where no telephones are kept. */
  readonly phones: Phones | undefined
}

/** The telephone of whoever is signed in. */
export function phoneGraph(parts: PhoneParts): CoreGraph {
  const phones = (): Phones => {
    if (!parts.phones) throw phoneNotHere()
    return parts.phones
  }
  const askerOf = (ctx: Ctx): Asker => ({ person: ctx.person().key, address: scopeOfCtx(ctx).address })
  const resolvers: ResolverMap = {
    Query: {
      myPhone: async (
        _source: unknown,
        _args: unknown,
        ctx: Ctx,
      ): Promise<{ number: string | null; reach: MessageReach }> => {
        const mine = await parts.phones?.of(ctx.person().key, ctx.use(TextMessages).reach)
        return { number: mine?.phone ? maskPhone(mine.phone) : null, reach: mine?.reach ?? 'NOWHERE' }
      },
    },
    Mutation: {
      requestPhoneCode: async (_source: unknown, { phone }: { phone: string }, ctx: Ctx) => {
        const messages = ctx.use(TextMessages)
        let shown: string | null = null
        const sent = await phones().requestCode(
          askerOf(ctx),
          { phone, country: ctx.city.country, reach: messages.reach },
          async (to, code) => {
            const text = ctx.say(codeMessage.text).replace('{code}', code)
            await messages.send({ to, lang: ctx.lang, subject: ctx.say(codeMessage.subject), text })
            if (messages.reach === 'OUTBOX') shown = text
          },
        )
        return { __typename: 'PhoneCodeSent', number: maskPhone(sent.phone), minutes: codeMinutes, shown }
      },
      confirmPhone: async (_source: unknown, given: { phone: string; code: string }, ctx: Ctx) => {
        const { phone, lostBy } = await phones().confirm(askerOf(ctx), { ...given, country: ctx.city.country })
        await recordPhone(ctx, 'confirm', phone, lostBy)
        const { assurance } = ctx.person()
        return {
          __typename: 'PhoneConfirmed',
          number: maskPhone(phone),
          assurance: isAssured(assurance, 'PHONE') ? assurance : 'PHONE',
        }
      },
      forgetPhone: async (_source: unknown, _args: unknown, ctx: Ctx) => {
        const { key } = ctx.person()
        const { phone } = await phones().of(key, 'NOWHERE')
        const forgotten = await phones().forget(key)
        if (forgotten && phone) await recordPhone(ctx, 'forget', phone)
        return { __typename: 'PhoneForgotten', forgotten }
      },
    },
  }
  return { typeDefs, resolvers, personalData: [phonePersonalData(parts)] }
}

/** Where no telephones are kept, and of whoever has no account, there is nothing. */
const phonePersonalData = (parts: PhoneParts): PersonalData => ({
  table: 'identity.account',
  title: { ru: 'Ваш телефон', be: 'Ваш тэлефон', en: 'Your phone' },
  fields: {
    phone: { ru: 'Телефон', be: 'Тэлефон', en: 'Phone' },
    phone_confirmed_at: { ru: 'Подтверждён', be: 'Пацверджаны', en: 'Confirmed' },
  },
  correct: {
    text: {
      ru: 'Телефон можно сменить или убрать на странице учётной записи.',
      be: 'Тэлефон можна змяніць або прыбраць на старонцы ўліковага запісу.',
      en: 'The phone is changed or taken away on the page of your account.',
    },
    path: '/account',
  },
  columns: ['phone', 'phone_confirmed_at'],
  retentionMonths: 0,
  purpose: {
    ru: 'Чтобы знать, что за учётной записью стоит человек с этим телефоном. Хранится, пока человек его не уберёт.',
    be: 'Каб ведаць, што за ўліковым запісам стаіць чалавек з гэтым тэлефонам. Захоўваецца, пакуль чалавек яго не прыбярэ.',
    en: 'To know that a person with this phone stands behind the account. Kept until the person removes it.',
  },
  async export(_ctx, person) {
    const phone = (await parts.phones?.of(person, 'NOWHERE'))?.phone
    return phone === undefined ? [] : [{ phone }]
  },
  erase: async (_ctx, person) =>
    Number(
      (await parts.phones?.forget(person).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'USER_UNKNOWN') return false
        throw error
      })) ?? false,
    ),
})
