import { buffer } from 'node:stream/consumers'
import decodeQR from 'qr/decode.js'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { layoutPoster, pages, wrap, type PosterContent } from './poster-layout.ts'
import { measure, postersPdf } from './poster-pdf.ts'
import { postersSvg } from './poster-svg.ts'

const content: PosterContent = {
  url: 'https://vmeste.example.by/c/uzda/o/UZ-0047',
  code: 'UZ-0047',
  place: 'Детская площадка',
  address: 'ул. Советская, 12',
  city: 'Узда',
  colour: '#0b6b53',
  lang: 'be',
}
const poster = (size: 'A4' | 'A5', changed: Partial<PosterContent> = {}) =>
  layoutPoster({ ...content, ...changed }, size, measure)

async function read(svg: string): Promise<string> {
  const { data, info } = await sharp(Buffer.from(svg), { density: 110 })
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return decodeQR({ data, width: info.width, height: info.height })
}

test.each(['A4', 'A5'] as const)('a phone reads the printed %s poster and opens the object', async (size) => {
  expect(await read(postersSvg([poster(size)], 'be'))).toBe(content.url)
})

test('a long address of a long host still reads', async () => {
  const url = 'https://gorod.vmeste.minskaja-voblasc.example.by/c/marjina-horka/o/MHORKA-000123'
  expect(await read(postersSvg([poster('A5', { url })], 'ru'))).toBe(url)
})

test('the code is at least 25 mm with four empty modules around, and beside it stands what a person can type', () => {
  const { shapes, width } = poster('A5')
  const qr = shapes.find((shape) => shape.kind === 'qr')
  expect(qr && (qr.side / 72) * 25.4).toBeGreaterThan(25)
  const quietZone = (qr!.side / 33) * 4
  for (const shape of shapes)
    if (shape.kind === 'text')
      expect(
        shape.y < qr!.y - quietZone || shape.y - shape.size * 0.73 > qr!.y + qr!.side + quietZone,
        shape.text,
      ).toBe(true)
  expect(qr!.x).toBeGreaterThan(quietZone)
  expect(shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))).toEqual(
    expect.arrayContaining([
      'Узда',
      'UZ-0047',
      'Детская площадка',
      'ул. Советская, 12',
      'vmeste.example.by/c/uzda/o/UZ-0047',
    ]),
  )
  for (const shape of shapes)
    if (shape.kind === 'text') expect(measure(shape.text, shape.bold) * shape.size).toBeLessThan(width - 60)
})

test('a name with markup is inert', () => {
  const svg = postersSvg([poster('A5', { place: '<script>alert(1)</script> & "co"' })], 'ru')
  expect(svg).not.toContain('<script')
  expect(svg).toContain('&lt;script&gt;')
})

test('a PDF has a page for each poster, of the size asked for, in embedded Cyrillic', async () => {
  const pdf = (await buffer(postersPdf([poster('A4'), poster('A4', { code: 'UZ-0048' })], 'be', 'Плакаты'))).toString(
    'latin1',
  )
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2)
  expect(pdf).toContain(`/MediaBox [0 0 ${pages.A4.width} ${pages.A4.height}]`)
  expect(pdf).toContain('DejaVuSans')
  expect(pdf).toContain('/Lang (be)')
})

test('words wrap, and too many end with an ellipsis', () => {
  const width = (line: string) => line.length
  expect(wrap('детская площадка у дома', 12, 3, width)).toEqual(['детская', 'площадка у', 'дома'])
  expect(wrap('детская площадка у дома', 12, 2, width)).toEqual(['детская', 'площадка у…'])
})
