import { expect, test } from 'vitest'
import type { Text, Topic } from '@vmeste/sdk'
import { covers, route, type RouteTables } from './routing.ts'

const text = (ru: string): Text => ({ ru, be: `${ru} (бел)`, en: `${ru} (en)` })
const playground: Topic = { code: 'YARD.PLAY', parent: 'YARD', title: text('Детская площадка'), department: 'HOUS' }
const tables: RouteTables = {
  departments: [
    { id: '1', code: 'HOUS', name: text('ЖКХ'), organisation: 'o' },
    { id: '2', code: 'ROAD', name: text('ДЭУ'), organisation: 'o' },
  ],
  territories: [{ code: 'SL', name: text('Слобода') }],
  rules: [
    { number: 1, topic: 'ROAD', territory: null, department: 'ROAD' },
    { number: 2, topic: 'YARD.PLAY', territory: 'SL', department: 'GONE' },
    { number: 3, topic: 'YARD', territory: 'SL', department: 'ROAD' },
  ],
}

test('the first fitting rule wins and says so; a rule naming a department the city lost is passed over', () => {
  expect(route({ topic: playground, territory: 'SL', owner: null }, tables)).toEqual({
    department: 'ROAD',
    rule: 3,
    by: 'RULE',
    reason: {
      ru: 'тема «Детская площадка» → ДЭУ, территория «Слобода», правило 3',
      be: 'тэма «Детская площадка (бел)» → ДЭУ (бел), тэрыторыя «Слобода (бел)», правіла 3',
      en: 'topic «Детская площадка (en)» → ДЭУ (en), territory «Слобода (en)», rule 3',
    },
  })
})

test('without a rule the topic decides, then the owner of the object, then a coordinator', () => {
  expect(route({ topic: playground, territory: null, owner: null }, tables)).toMatchObject({
    department: 'HOUS',
    rule: null,
    reason: { ru: 'тема «Детская площадка» → ЖКХ' },
  })
  const stray: Topic = { ...playground, code: 'ANIM.STRAY', department: 'VET' }
  expect(route({ topic: stray, territory: null, owner: 'ROAD' }, tables)).toMatchObject({
    department: 'ROAD',
    reason: { ru: 'за это место отвечает: ДЭУ' },
  })
  expect(route({ topic: stray, territory: null, owner: 'GONE' }, tables)).toMatchObject({ department: null })
})

test('«Другое» always goes to a human, even where a rule would catch it', () => {
  const any: RouteTables = { ...tables, rules: [{ number: 1, topic: null, territory: null, department: 'ROAD' }] }
  expect(
    route({ topic: { code: 'OTHER', title: text('Другое'), department: 'HOUS' }, territory: null, owner: 'ROAD' }, any),
  ).toMatchObject({ department: null, rule: null })
})

test('a branch covers its leaves and not its namesakes', () => {
  expect(['YARD.PLAY', 'YARD', 'YARDS.PLAY', 'ROAD.HOLE'].map((code) => covers('YARD', { code }))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('a rule for a branch takes its leaves whatever their codes begin with', () => {
  const stop: Topic = { code: 'TRANS.STOP', parent: 'CITY', title: text('Остановка'), department: 'HOUS' }
  const city: RouteTables = { ...tables, rules: [{ number: 1, topic: 'CITY', territory: null, department: 'ROAD' }] }
  expect(route({ topic: stop, territory: null, owner: null }, city)).toMatchObject({ department: 'ROAD', rule: 1 })
})
