import { readXlsx, XlsxRefused, type Workbook, type XlsxFault } from './read-xlsx.ts'

/** What comes back from the worker. */
export type XlsxAnswer = { readonly workbook: Workbook } | { readonly fault: XlsxFault }

self.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
  readXlsx(new Uint8Array(data)).then(
    (workbook) => {
      self.postMessage({ workbook } satisfies XlsxAnswer)
    },
    (error: unknown) => {
      self.postMessage({ fault: error instanceof XlsxRefused ? error.fault : 'damaged' } satisfies XlsxAnswer)
    },
  )
})
