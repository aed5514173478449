import { act, ask, problem, type Visitor } from '../graph/ask.ts'
import type { Cast } from './cast.ts'
import { answers, said } from './rating-words.ts'
import type { Step } from './told-report.ts'

export interface GivenStars {
  readonly cast: Cast
  readonly rater: Visitor
  readonly stars: number
  /** When the report was confirmed. */
  readonly at: Date
  /** The report's own: decides who says something and what. */
  readonly number: number
  /** Known once it has been sent. */
  report(): { readonly id: string; readonly secret: string }
}

const rate = `mutation Rate($input: RateInput!) { rated: rate(input: $input) { __typename ... on Rated { changed } ${problem} } }`
const comments =
  'query Comments { ratingComments(first: 100) { nodes { id subject state object { code } answer { text } } } }'
const show = `mutation Show($id: ID!) { shown: showComment(id: $id) { __typename ... on RatingComment { id } ${problem} } }`
const answer = `mutation Answer($id: ID!, $text: String!) { answered: answerComment(id: $id, text: $text) { __typename ... on RatingComment { id } ${problem} } }`
interface Comment {
  readonly id: string
  readonly subject: string | null
  readonly state: string
  readonly object: { readonly code: string }
  readonly answer: unknown
}

const minute = 60_000,
  hour = 60 * minute

/** Stars for what was done, a few words now and then, and what the city makes of them. */
export function ratingSteps({ cast, rater, stars, at, number, report }: GivenStars): Step[] {
  const lang = rater.lang === 'be' ? 'be' : 'ru'
  const all = said[lang][stars] ?? []
  // two out of three give stars alone; whoever was not happy says why
  const comment = number % 3 === 0 || stars <= 3 ? all[number % all.length] : undefined
  const subjectOf = (): string => `appeals:Report:${report().id}`
  const find = async (): Promise<Comment | undefined> =>
    (
      await ask<{ ratingComments: { nodes: readonly Comment[] } | null }>(cast.operator, 'open the comments', comments)
    ).ratingComments?.nodes.find(({ subject }) => subject === subjectOf())
  const later = (ms: number): Date => new Date(at.getTime() + ms)
  return [
    {
      at: later(2 * minute),
      run: async () => {
        await act(rater, `rate ${subjectOf()}`, 'Rated', rate, {
          input: {
            subject: subjectOf(),
            access: report().secret,
            scores: scoresAround(stars, number),
            comment: comment ?? null,
          },
        })
      },
    },
    ...(comment
      ? [
          {
            at: later(3 * hour),
            run: async () => {
              const found = await find()
              if (found?.state === 'CHECKING')
                await act(cast.operator, 'show a comment', 'RatingComment', show, { id: found.id })
            },
          },
        ]
      : []),
    ...(comment && stars <= 3
      ? [
          {
            at: later(20 * hour),
            run: async () => {
              const found = await find()
              if (found && !found.answer)
                await act(cast.executor(found.object.code), 'answer a comment', 'RatingComment', answer, {
                  id: found.id,
                  text: answers[lang],
                })
            },
          },
        ]
      : []),
  ]
}

/**
 * Four scores that people would give who would give so many stars altogether: it is time that lacks most, and people
 * who are kind.
 */
function scoresAround(
  stars: number,
  number: number,
): Record<'simplicity' | 'information' | 'timeliness' | 'courtesy', number> {
  const within = (score: number): number => Math.min(5, Math.max(1, score))
  return {
    simplicity: stars,
    information: within(stars - (number % 4 === 2 ? 1 : 0)),
    timeliness: within(stars - (number % 3 === 1 ? 1 : 0)),
    courtesy: within(stars + (number % 2)),
  }
}
