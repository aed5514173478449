import type { Lang, Text } from '@vmeste/sdk'

export type PosterSize = 'A5' | 'A4'
export interface PosterContent {
  readonly url: string
  readonly code: string
  readonly place: string
  readonly address: string
  readonly city: string
  readonly colour: string
  readonly lang: Lang
}

/** What a poster is made of, in points from its upper left corner. Text stands centred on `x`. */
export type Shape =
  | {
      readonly kind: 'text'
      readonly x: number
      readonly y: number
      readonly size: number
      readonly bold: boolean
      readonly colour: string
      readonly text: string
    }
  | {
      readonly kind: 'rect'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly colour: string
    }
  | { readonly kind: 'qr'; readonly x: number; readonly y: number; readonly side: number; readonly url: string }
export interface Poster {
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
}

/** Width of a text in points at size 1. */
export type Measure = (text: string, bold: boolean) => number

export const pages: Readonly<Record<PosterSize, { readonly width: number; readonly height: number }>> = {
  A5: { width: 419.53, height: 595.28 },
  A4: { width: 595.28, height: 841.89 },
}

const words = {
  ask: { ru: 'Заметили проблему?', be: 'Заўважылі праблему?', en: 'Seen a problem?' },
  how: {
    ru: 'Наведите камеру телефона, выберите, что случилось, и отправьте. Регистрация не нужна.',
    be: 'Навядзіце камеру тэлефона, выберыце, што здарылася, і адпраўце. Рэгістрацыя не патрэбная.',
    en: 'Point your phone’s camera, choose what has happened and send. No registration.',
  },
  type: { ru: 'или наберите в браузере', be: 'або набярыце ў браўзеры', en: 'or type in a browser' },
} as const satisfies Record<string, Text>

const ink = '#1c2430'
const quiet = '#566173'

/**
 * One calm column: whose city, the question, the code big enough for a shaking hand, the place, the way round for those
 * without a camera.
 */
export function layoutPoster(content: PosterContent, size: PosterSize, measure: Measure): Poster {
  const { width, height } = pages[size]
  const unit = width / 420
  const inner = width - 72 * unit
  const shapes: Shape[] = []
  const text = (line: string, y: number, points: number, bold: boolean, colour: string) =>
    void shapes.push({
      kind: 'text',
      x: width / 2,
      y,
      size: Math.min(points * unit, inner / Math.max(measure(line, bold), 0.01)),
      bold,
      colour,
      text: line,
    })
  const block = (source: string, y: number, points: number, bold: boolean, colour: string, most: number): number => {
    const lines = wrap(source, inner / (points * unit), most, (line) => measure(line, bold))
    lines.forEach((line, row) => text(line, y + row * points * unit * 1.32, points, bold, colour))
    return y + lines.length * points * unit * 1.32
  }

  shapes.push({ kind: 'rect', x: 0, y: 0, width, height: 10 * unit, colour: content.colour })
  text(content.city, 46 * unit, 13, false, quiet)
  text(words.ask[content.lang], 88 * unit, 30, true, ink)
  block(words.how[content.lang], 114 * unit, 12.5, false, quiet, 3)
  const side = 218 * unit
  shapes.push({ kind: 'qr', x: (width - side) / 2, y: 168 * unit, side, url: content.url })
  text(content.code, 436 * unit, 26, true, ink)
  const below = block(content.place, 464 * unit, 15, true, ink, 2)
  block(content.address, below, 12.5, false, quiet, 2)
  text(words.type[content.lang], height - 50 * unit, 10, false, quiet)
  text(content.url.replace(/^https?:\/\//, ''), height - 32 * unit, 12.5, true, ink)
  return { width, height, shapes }
}

/** Breaks at spaces; the last allowed line takes what is left and ends with an ellipsis when it must. */
export function wrap(
  source: string,
  width: number,
  most: number,
  measure: (line: string) => number,
): readonly string[] {
  const lines: string[] = []
  for (const word of source.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && measure(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  if (lines.length <= most) return lines
  let end = lines.slice(most - 1).join(' ')
  while (end.length > 1 && measure(`${end}…`) > width) end = end.slice(0, -1).trimEnd()
  return [...lines.slice(0, most - 1), `${end}…`]
}
