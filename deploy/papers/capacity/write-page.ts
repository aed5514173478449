import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assumed, figures, plans } from './figures.ts'
import { reckon, type Need } from './reckon.ts'

export const capacityPages = { en: 'docs/capacity.md', ru: 'docs/ru/capacity.md' } as const
type Tongue = keyof typeof capacityPages

/**
 * A page with its two tables written anew: what was measured and taken, and what follows from it. Everything else is
 * written by hand.
 */
export function withCapacity(root: string, tongue: Tongue): string {
  const page = readFileSync(join(root, capacityPages[tongue]), 'utf8')
  return between(between(page, 'figures', figureTable(tongue)), 'needs', needTable(tongue))
}

function between(page: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name}: npm run papers -->`, `<!-- end of ${name} -->`]
  const from = page.indexOf(begin),
    to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error(`the page on capacity has lost the marks of «${name}»`)
  return `${page.slice(0, from)}${begin}\n\n${table}\n\n${page.slice(to)}`
}

const [cases, bench] = ['`node bench/src/case-weight.ts`', '`npm run bench -- --short`']
const both = ({ host, database }: { host: number; database: number }): string => `${host} + ${database}`

function figureTable(tongue: Tongue): string {
  const taken = { en: 'taken', ru: 'принято' }
  const rows: readonly (readonly [en: string, ru: string, value: string, from: string])[] = [
    ['a list of twenty, host + database', 'список из двадцати, хост + база', `${both(figures.list)} ms`, bench],
    ['a photo as the portal sends it', 'фото, каким его присылает портал', `${both(figures.photo)} ms`, cases],
    [
      'the rest of a case, from the report to its confirmation',
      'остальное в деле, от сообщения до подтверждения',
      `${both(figures.rest)} ms`,
      cases,
    ],
    ['a case in the database, for good', 'дело в базе, навсегда', `${figures.kept} kB`, cases],
    ['its events, for 30 days', 'его события, на 30 дней', `${figures.events} kB`, cases],
    ['log of the database (WAL) of a case', 'журнал базы (WAL) на дело', `${figures.log} kB`, cases],
    ['a photo as it is kept', 'фото, каким оно хранится', `${figures.file} kB`, cases],
    ['a photo as it is sent', 'фото, каким его присылают', `${figures.sent} kB`, cases],
    [
      'memory of an idle host, and of its database',
      'память хоста без дела и его базы',
      `${figures.idle.host} + ${figures.idle.database} MB`,
      '`npm run bench`',
    ],
    [
      'page behind a QR code, at most',
      'страница за QR-кодом, не больше',
      `${figures.page} kB`,
      '`web/build/sizes.test.ts`',
    ],
    ['photos a case', 'фото в деле', `${assumed.photos}`, taken[tongue]],
    [
      'lists, cards and pages opened for a case',
      'списков, карточек и страниц на дело',
      `${assumed.looks}`,
      taken[tongue],
    ],
    [
      'visits of a browser that has nothing yet, a case',
      'заходов «с пустым» браузером на дело',
      `${assumed.firstVisits}`,
      taken[tongue],
    ],
    [
      'share of a day in its busiest hour',
      'доля дня в самый занятый час',
      `${assumed.busiestHour * 100} %`,
      taken[tongue],
    ],
    ['how busy a processor may be then', 'насколько занят тогда процессор', `${assumed.busy * 100} %`, taken[tongue]],
    ['years that are kept', 'сколько лет храним', `${assumed.years}`, taken[tongue]],
  ]
  return tableOf(
    tongue === 'en' ? ['what', 'figure', 'from'] : ['что', 'число', 'откуда'],
    rows.map(([en, ru, value, from]) => [tongue === 'en' ? en : ru, inRussian(tongue, value), from]),
  )
}

function needTable(tongue: Tongue): string {
  const needs = plans.map(reckon)
  const row = (en: string, ru: string, of: (need: Need, at: number) => string): string[] => [
    tongue === 'en' ? en : ru,
    ...needs.map((need, at) => inRussian(tongue, of(need, at))),
  ]
  const whole = (value: number): string => new Intl.NumberFormat(tongue, { maximumFractionDigits: 0 }).format(value)
  return tableOf(
    ['', ...plans.map((plan) => plan[tongue])],
    [
      row('cases a year', 'дел в год', (_, at) => whole(plans[at]!.casesAYear)),
      row('cases on an average day', 'дел в средний день', ({ aDay }) => whole(aDay)),
      row('the worst day, times the average', 'худший день против среднего', (_, at) => `× ${plans[at]!.storm}`),
      row('cases a second, busiest hour of that day', 'дел в секунду, худший час этого дня', ({ aSecond }) =>
        two(aSecond),
      ),
      row('cores, host and database together', 'ядер, хост и база вместе', ({ cores }) => two(cores)),
      row('of them the database', 'из них база', ({ databaseCores }) => two(databaseCores)),
      row('threads that answer', 'потоков, которые отвечают', ({ threads }) => two(threads)),
      row(
        'hosts, with one to spare from a region on',
        'хостов, с запасным начиная с области',
        ({ hosts }) => `${hosts}`,
      ),
      row('memory', 'память', ({ memory }) => `${two(memory)} GB`),
      row('connections at most', 'соединений не больше', ({ connections }) => `${connections}`),
      row('database after three years', 'база через три года', ({ database }) => `${two(database)} GB`),
      row('photos after three years', 'фото за три года', ({ photos }) => `${two(photos)} GB`),
      row('log of the database a day', 'журнал базы в день', ({ logADay }) => `${two(logADay)} GB`),
      row(
        'network in the worst hour, in and out',
        'сеть в худший час, внутрь и наружу',
        ({ incoming, outgoing }) => `${two(incoming)} + ${two(outgoing)} Mbit/s`,
      ),
    ],
  )
}

/** Two digits that mean something: whoever reads more would believe them. */
const two = (value: number): string => {
  const rounded = Number(value.toPrecision(2))
  return rounded >= 1000 ? String(Math.round(rounded)).replaceAll(/\B(?=(\d{3})+$)/g, '\u00A0') : String(rounded)
}

const units: Readonly<Record<string, string>> = { 'Mbit/s': 'Мбит/с', GB: 'ГБ', MB: 'МБ', kB: 'кБ', ms: 'мс' }
const inRussian = (tongue: Tongue, text: string): string =>
  tongue === 'en'
    ? text
    : text.replaceAll(/Mbit\/s|GB|MB|kB|ms/g, (unit) => units[unit]!).replaceAll(/(\d)\.(\d)/g, '$1,$2')

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${'---|'.repeat(head.length)}`,
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n')
