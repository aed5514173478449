import { expect, test } from 'vitest'
import { shownPush } from './shown-push.ts'

const origin = 'https://city.test'
const leads = (url: unknown) => shownPush(JSON.stringify({ title: 'Есть новости', url }), origin).options.data.url

test('a push is shown with its title and leads to its page', () => {
  const push = { title: 'Есть новости по УЗ-0047', body: 'Узда', url: '/c/uzda/t/key', tag: 'a' }
  expect(shownPush(JSON.stringify(push), origin)).toEqual({
    title: 'Есть новости по УЗ-0047',
    options: { body: 'Узда', tag: 'a', data: { url: 'https://city.test/c/uzda/t/key' } },
  })
})

test('it leads nowhere but into the portal, and what cannot be read is shown all the same', () => {
  expect(['https://evil.test/', '//evil.test/x', 'javascript:alert(1)', 7].map(leads)).toEqual([
    `${origin}/`,
    `${origin}/`,
    `${origin}/`,
    `${origin}/`,
  ])
  for (const raw of [undefined, '', 'null', '[]', '{"title":7}'])
    expect(shownPush(raw, origin)).toMatchObject({ title: 'Вместе', options: { tag: 'vmeste' } })
})
