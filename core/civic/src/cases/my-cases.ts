import { Problem, type CaseSource, type CaseSummary, type Ctx } from '@vmeste/sdk'

export interface Page {
  readonly first: number
  readonly before?: Date | null
}

/** A module that is silent for so long is left out of the page, in milliseconds. */
const deadlineMs = 3_000

/** Newest first, from every module that has cases; an `Error` stands for a module that did not answer. */
export async function myCases(ctx: Ctx, page: Page): Promise<(CaseSummary | Error)[]> {
  ctx.person()
  const limit = Math.min(Math.max(page.first, 1), 50)
  const answers = await Promise.all(
    ctx
      .capabilities<CaseSource>('case@1')
      .map(({ implementation }) =>
        within(implementation.mine({ limit, ...(page.before ? { before: page.before } : {}) })).catch(() => silent()),
      ),
  )
  return [
    ...newest(
      answers.flatMap((answer) => (answer instanceof Error ? [] : answer)),
      limit,
    ),
    ...answers.filter((answer) => answer instanceof Error),
  ]
}

const newest = (cases: readonly CaseSummary[], limit: number): CaseSummary[] =>
  [...cases].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1)).slice(0, limit)

function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no answer in time'))
    }, deadlineMs)
  })
  return Promise.race([answer, late]).finally(() => {
    clearTimeout(timer)
  })
}

const silent = () =>
  new Problem(
    'CASES_INCOMPLETE',
    {
      ru: 'Часть ваших дел сейчас не видна. Попробуйте обновить страницу.',
      be: 'Частка вашых спраў цяпер не відаць. Паспрабуйце абнавіць старонку.',
      en: 'Some of your cases cannot be shown right now. Please try reloading the page.',
    },
    { kind: 'unavailable' },
  )
