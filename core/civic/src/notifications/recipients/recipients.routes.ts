import { isUuid, type Ctx, type Route, type RouteReply, type RouteRequest } from '@vmeste/sdk'
import { answerPage } from './answer-page.ts'
import { answerLetter, letterAnswers, letterStanding, type LetterAnswer, type LetterStanding } from './stop-thing.ts'
import type { RecipientTables } from './recipient.entity.ts'

const bodyAtMost = 1_000

interface Behind {
  readonly link: string
  /** The letter that the link stood in. */
  readonly letter: string | undefined
}
const behind = ({ params: { link = '', letter } }: RouteRequest): Behind => ({
  link,
  letter: letter !== undefined && isUuid(letter) ? letter : undefined,
})

/** `GET /c/<city>/letters/<link>`: asks. */
async function show(ctx: Ctx, request: RouteRequest): Promise<RouteReply> {
  const at = behind(request)
  return reply(ctx, at, await letterStanding(ctx, at.link, at.letter))
}

/** `POST` to the same address: the answer. The link is the right to give it, so no other site can. */
async function answer(ctx: Ctx, request: RouteRequest): Promise<RouteReply> {
  let form = ''
  for await (const chunk of request.body.setEncoding('utf8') as AsyncIterable<string>) {
    form += chunk
    if (form.length > bodyAtMost) break
  }
  const at = behind(request)
  const given = ctx as Ctx<RecipientTables>
  const said = saidIn(form)
  return reply(
    ctx,
    at,
    said ? await answerLetter(given, at.link, at.letter, said) : await letterStanding(given, at.link, at.letter),
  )
}

/**
 * A mail program's own button (RFC 8058) stands beside the sender's name, not beside one case: it is a no to the whole
 * city. It may come as either kind of form.
 */
function saidIn(form: string): LetterAnswer | undefined {
  if (/\bList-Unsubscribe\b[^\w-]{1,8}One-Click\b/.test(form)) return 'no'
  const said = new URLSearchParams(form).get('answer')
  return letterAnswers.find((one) => one === said)
}

function reply({ city, lang }: Ctx, { link, letter }: Behind, standing: LetterStanding | undefined): RouteReply {
  const { html, policy } = answerPage({ city, lang, path: letter === undefined ? link : `${link}/${letter}`, standing })
  return {
    status: standing ? 200 : 410,
    body: html,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    },
  }
}

const paths = ['/letters/:link', '/letters/:link/:letter']

export const recipientRoutes: readonly Route[] = paths.flatMap((path): Route[] => [
  { method: 'GET', path, public: true, handle: show },
  { method: 'POST', path, public: true, handle: answer },
])
