import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { parseInput, phoneNumber, Problem, uuidv7, type Ctx, type Text } from '@vmeste/sdk'
import type { SmsDoor } from './sms-gateway.ts'
import { trialTexts as texts, whyNot } from './trial-texts.ts'

const anHour = new RateLimiterMemory({ points: 5, duration: 3_600 })

/**
 * A message that whoever sets the gateway sends to a telephone of their own.
 *
 * @returns what the gateway made of it; of a demonstration that nothing leaves there
 * @throws Problem `MESSAGE_NO_GATEWAY`, `MESSAGE_TRIED_TOO_OFTEN`, `MESSAGE_REFUSED`
 */
export async function sendTrialMessage(ctx: Ctx, sms: SmsDoor, typed: unknown): Promise<string> {
  const to = parseInput(phoneNumber(ctx.city.country), typed, ctx.lang, 'phone')
  if (ctx.city.demonstration) return ctx.say(texts.invented)
  const gateway = sms(ctx)
  if (!gateway) throw new Problem('MESSAGE_NO_GATEWAY', texts.noGateway, { kind: 'unavailable' })
  await takeTurn(`${ctx.city.id} ${ctx.person().key}`)
  const text = ctx.say(texts.message).replace('{city}', () => ctx.say(ctx.city.name))
  try {
    const { gatewayId } = await gateway.send({ id: uuidv7(), to, text })
    return ctx.say(gatewayId === undefined ? texts.taken : texts.takenAs).replace('{id}', () => gatewayId ?? '')
  } catch (error) {
    const code = codeOf(error)
    const why: Text = whyNot(code)
    throw new Problem('MESSAGE_REFUSED', why, { kind: 'unavailable', params: { code }, cause: new Error(code) })
  }
}

async function takeTurn(who: string): Promise<void> {
  try {
    await anHour.consume(who)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    throw new Problem('MESSAGE_TRIED_TOO_OFTEN', texts.tooOften, { kind: 'tooMany', params: { retryAfterSeconds } })
  }
}

/** Of what a gateway throws: its words repeat the number. */
const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : 'FAILED'
}
