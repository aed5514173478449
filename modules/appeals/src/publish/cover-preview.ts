import { BurstLimit, parseInput, z } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { wordsOf } from '../report/words.ts'
import { Secrets } from '../secrets.ts'
import { settingsOf } from '../settings.ts'
import { coveredStretches, publicWords } from './public-words.ts'

/** Previews of the last minutes on this host. */
export abstract class PreviewBursts extends BurstLimit {}

/** What the city's rule makes of words that have just come. */
const states = { 'after-look': 'CHECKING', 'at-once': 'SHOWN', never: 'WITHHELD' } as const
/** Somebody types for ten minutes and looks every two seconds. */
const most = 300
const words = z.string().max(4000)

/** «Так это увидят другие», before anything is sent; nothing of it is kept. */
export async function coverPreview(ctx: AppealsCtx, typed: string) {
  const text = parseInput(words, typed, ctx.lang, 'text')
  const wait = ctx.use(PreviewBursts).take(ctx.use(Secrets).actor(ctx.actor), most, ctx.clock.now())
  if (wait !== undefined) throw problems.tooMany(wait)
  const { covering } = await wordsOf(ctx)
  return {
    text: publicWords(text, { covering }) ?? '',
    covers: coveredStretches(text, covering),
    textState: states[settingsOf(ctx).publish],
  }
}
