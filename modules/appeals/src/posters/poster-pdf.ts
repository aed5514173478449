import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import type { Measure, Poster, Shape } from './poster-layout.ts'
import { qrRuns } from './qr-runs.ts'

// a TTF: the PDF library cannot make a subset of a WOFF2; ours from the start, because its own it would look for where
// a packed module has none
const fonts = {
  plain: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
  bold: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
}

const newDocument = (lang: string, title: string) =>
  new PDFDocument({ autoFirstPage: false, font: fonts.plain, lang, displayTitle: true, info: { Title: title } })
    .registerFont('plain', fonts.plain)
    .registerFont('bold', fonts.bold)

let ruler: PDFKit.PDFDocument | undefined
/** Measures with the font that will be printed; for SVG too, so that both look the same. */
export const measure: Measure = (text, bold) =>
  (ruler ??= newDocument('ru', ''))
    .font(bold ? 'bold' : 'plain')
    .fontSize(100)
    .widthOfString(text) / 100

/** One PDF, a page a poster; streamed, so that two hundred posters need the memory of one. */
export function postersPdf(posters: readonly Poster[], lang: string, title: string): PDFKit.PDFDocument {
  const pdf = newDocument(lang, title)
  for (const poster of posters) {
    pdf.addPage({ size: [poster.width, poster.height], margin: 0 })
    for (const one of poster.shapes) draw(pdf, one)
  }
  pdf.end()
  return pdf
}

function draw(pdf: PDFKit.PDFDocument, one: Shape): void {
  if (one.kind === 'rect') return void pdf.rect(one.x, one.y, one.width, one.height).fill(one.colour)
  if (one.kind === 'text') {
    pdf
      .font(one.bold ? 'bold' : 'plain')
      .fontSize(one.size)
      .fillColor(one.colour)
    return void pdf.text(one.text, one.x - pdf.widthOfString(one.text) / 2, one.y, {
      lineBreak: false,
      baseline: 'alphabetic',
    })
  }
  const { size, runs } = qrRuns(one.url)
  const module = one.side / size
  for (const [x, y, length] of runs) pdf.rect(one.x + x * module, one.y + y * module, length * module, module)
  pdf.fill('#000')
}
