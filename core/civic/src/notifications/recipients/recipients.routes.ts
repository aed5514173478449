import type { Ctx, Route, RouteReply, RouteRequest } from '@vmeste/sdk'
import { answerPage } from './answer-page.ts'
import { answerQuestion, standingBehind, type Standing } from './answer-question.ts'
import type { RecipientTables } from './recipient.entity.ts'

const bodyAtMost = 1_000

/** `GET /c/<city>/letters/<link>`: asks. */
async function show(ctx: Ctx, { params: { link = '' } }: RouteRequest): Promise<RouteReply> {
  return reply(ctx, link, await standingBehind(ctx, link))
}

/** `POST` to the same address: the answer. The link is the right to give it, so no other site can. */
async function answer(ctx: Ctx, { params: { link = '' }, body }: RouteRequest): Promise<RouteReply> {
  let form = ''
  for await (const chunk of body.setEncoding('utf8') as AsyncIterable<string>) {
    form += chunk
    if (form.length > bodyAtMost) break
  }
  const said = new URLSearchParams(form).get('answer')
  const given = ctx as Ctx<RecipientTables>
  return reply(
    ctx,
    link,
    said === 'yes' || said === 'no' ? await answerQuestion(given, link, said) : await standingBehind(given, link),
  )
}

function reply({ city, lang }: Ctx, link: string, standing: Standing | undefined): RouteReply {
  const { html, policy } = answerPage({ city, lang, link, standing })
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

export const recipientRoutes: readonly Route[] = [
  { method: 'GET', path: '/letters/:link', public: true, handle: show },
  { method: 'POST', path: '/letters/:link', public: true, handle: answer },
]
