import type { AppealsCtx } from '../ctx.ts'
import { othersWords, staffWords } from './words-for-staff.ts'
import { lookTexts } from '../publish/look-texts.ts'
import { stepText } from '../report/step-texts.ts'
import { correctedParts } from '../storage/correction.entity.ts'
import { lookKinds, type LookKind } from '../storage/public-words.entity.ts'
import type { StepKind } from '../storage/report-parts.entity.ts'
import { loadersOf } from './report-loaders.ts'
import { correctionView } from './correction-view.ts'
import type { ReportView } from './report-view.ts'

/** As `history` promises in its `@bound`: the newest count. */
const mostSteps = 200
const resident = { ru: 'Житель', be: 'Жыхар', en: 'Resident' }
const platform = { ru: 'Платформа', be: 'Платформа', en: 'The platform' }

/** What happened to a report, for staff: its steps, and who looked at what strangers see of it. */
export async function reportHistory(ctx: AppealsCtx, view: ReportView) {
  const { id, words } = view
  const [steps, corrections, own, others] = await Promise.all([
    loadersOf(ctx).history.load(id),
    loadersOf(ctx).corrections.load(id),
    staffWords(ctx, view),
    othersWords(ctx, view),
  ])
  return steps.slice(-mostSteps).map(({ kind, ...step }) => ({
    id: step.id,
    at: step.at,
    kind,
    from: step.status_from,
    to: step.status_to,
    note: own.note(step),
    publicNote: isLook(kind) ? null : others.note({ ...step, kind }),
    public: step.public,
    rating: step.rating,
    changes: corrections
      .filter((one) => one.step === step.id)
      .toSorted((a, b) => correctedParts.indexOf(a.part) - correctedParts.indexOf(b.part))
      .map((one) => correctionView(one, words, view.viewer.originals)),
    who: step.actor_name ?? ctx.say(step.actor === 'system' ? platform : resident),
    text: isLook(kind)
      ? ctx.say(lookTexts[kind])
      : stepText(kind, {
          lang: ctx.lang,
          department: words.department(step.department)?.name ?? null,
          day: step.day,
          said: step.at,
        }),
  }))
}

const isLook = (kind: StepKind | LookKind): kind is LookKind => (lookKinds as readonly string[]).includes(kind)
