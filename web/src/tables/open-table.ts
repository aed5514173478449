import { csvText } from '@vmeste/sdk/web'
import { decodeText, type Reading } from './encodings.ts'
import type { XlsxFault } from './read-xlsx.ts'
import type { XlsxAnswer } from './xlsx-worker.ts'

/** Why a file is no table: keys of texts. */
export type FileFault = XlsxFault | 'oldExcel' | 'openDocument' | 'noTable' | 'slow'
export type OpenedTable =
  | { readonly text: string; readonly sheet?: { readonly name: string; readonly others: number } }
  | { readonly ask: readonly Reading[] }
  | { readonly fault: FileFault }

/** A file of this size holds more rows than one import takes. */
export const mostBytes = 8_000_000
const patienceMs = 20_000

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, at) => bytes[at] === byte)

/** A file that somebody chose as the text of a table, or what to ask them. */
export async function openTable(file: Blob): Promise<OpenedTable> {
  if (file.size > mostBytes) return { fault: 'tooLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { fault: 'oldExcel' }
  if (startsWith(bytes, 0x50, 0x4b)) return isOpenDocument(bytes) ? { fault: 'openDocument' } : openWorkbook(bytes)
  const decoded = decodeText(bytes)
  if ('ask' in decoded) return decoded
  // a picture, a PDF: no text has such signs
  if (decoded.sure.text.includes('\0')) return { fault: 'noTable' }
  return { text: decoded.sure.text }
}

/** Such an archive says first of all what it is. */
const isOpenDocument = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(30, 120)).includes('vnd.oasis.opendocument')

/** Apart from the page, and no longer than somebody waits. */
async function openWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<OpenedTable> {
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), { type: 'module' })
  const { promise, resolve } = Promise.withResolvers<XlsxAnswer | { readonly fault: 'slow' }>()
  const timer = setTimeout(() => {
    resolve({ fault: 'slow' })
  }, patienceMs)
  worker.addEventListener('message', ({ data }: MessageEvent<XlsxAnswer>) => {
    resolve(data)
  })
  worker.addEventListener('error', () => {
    resolve({ fault: 'damaged' })
  })
  worker.postMessage(bytes.buffer, [bytes.buffer])
  try {
    const answer = await promise
    if ('fault' in answer) return answer
    const { rows, sheet, others } = answer.workbook
    return { text: csvText(rows), sheet: { name: sheet, others } }
  } finally {
    clearTimeout(timer)
    worker.terminate()
  }
}
