import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { inertTexts } from '@vmeste/testkit/run-silver'
import { openTown, type Town } from './town.ts'

let host: Town
beforeAll(async () => {
  host = await openTown(inject('postgres'))
})
afterAll(() => host.stop())

test('a report keeps what was typed to the letter, and every place that shows it keeps it harmless', async () => {
  for (const text of inertTexts) {
    const { data } = await host.graph<{ submitReport: { id: string; secret: string } }>(
      'uzda',
      'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { ... on SubmittedReport { id secret } } }',
      { input: { submissionKey: randomUUID(), object: 'UZ-0047', topic: 'YARD.PLAY', anywayNew: true, text } },
      { device: randomUUID() },
    )
    const shown = await host.graph<{ report: { text: string } }>(
      'uzda',
      'query ($id: ID!) { report(id: $id) { text } }',
      { id: data.submitReport.id },
      { as: 'operator.uzda' },
    )
    expect(shown.data.report.text).toBe(text)
  }
  const name = { ru: inertTexts[0], be: inertTexts[0], en: inertTexts[0] }
  await host.graph(
    'uzda',
    'mutation ($input: QrObjectInput!) { saveObject(input: $input) { __typename } }',
    { input: { code: 'UZ-0666', type: 'BUS_STOP', name, address: inertTexts[3] } },
    { as: 'admin.uzda' },
  )
  const poster = await host.fetch('/c/uzda/m/appeals/posters/svg?codes=UZ-0666', {
    headers: { authorization: 'Bearer admin.uzda' },
  })
  expect(poster.headers.get('content-security-policy')).toContain('sandbox')
  const svg = await poster.text()
  expect(svg).not.toMatch(/<script|<img|<svg onload|onerror=alert\(1\)>/)
  expect(svg).toContain('&lt;script&gt;')
})
