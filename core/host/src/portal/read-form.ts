import busboy from 'busboy'
import type { Request } from 'express'
import type { Readable } from 'node:stream'
import type { FormInput } from '@vmeste/sdk/web'
import { badForm } from '../problems/requests.ts'

const limits = { fields: 60, fieldSize: 100_000, files: 10, parts: 80, fieldNameSize: 100 }
const deadline = 120_000

/** Why a file could not be stored and what it is called there, and the fields of all such files. */
export interface FailedFiles {
  readonly reason: unknown
  readonly file: string
  readonly names: readonly string[]
}

/** What was typed is there all the same when a file `failed`, and so are the other files. */
export type FormRead = FormInput & { readonly failed?: FailedFiles }

/**
 * Reads a plain form. Each file goes to `storeFile` while it arrives and stands in the result by the id it got.
 *
 * @throws Problem `FORM_INVALID` for what is no form or too much of one
 */
export async function readForm(req: Request, storeFile: (content: Readable) => Promise<string>): Promise<FormRead> {
  const fields: Record<string, string> = {},
    lists: Record<string, string[]> = {},
    files: Record<string, string[]> = {}
  const stored: Promise<void>[] = [],
    fileParts: { readonly name: string; readonly file: string }[] = []
  let parser: busboy.Busboy
  try {
    parser = busboy({ headers: req.headers, limits, defParamCharset: 'utf8' })
  } catch {
    throw badForm()
  }
  parser.on('field', (name, value, info) => {
    if (info.valueTruncated || info.nameTruncated) parser.destroy(badForm())
    if (name === '__proto__') return
    fields[name] = value
    ;(lists[name] ??= []).push(value)
  })
  parser.on('file', (name, content, info) => {
    // a form that ends inside a file says so on both streams; nobody listening would end the process
    content.on('error', () => undefined)
    // an empty file field comes as a part without a name
    if (!info.filename) {
      content.resume()
      return
    }
    const one = storeFile(content)
      .then((id) => {
        ;(files[name] ??= []).push(id)
      })
      .finally(() => {
        content.resume()
      })
    one.catch(() => undefined) // a form that fails as a whole never asks each of its files
    stored.push(one)
    fileParts.push({ name, file: info.filename })
  })
  for (const event of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(event, () => {
      parser.destroy(badForm())
    })
  const read = new Promise<void>((resolve, reject) => {
    parser.on('close', resolve)
    parser.on('error', () => {
      reject(badForm())
    })
    req.on('aborted', () => {
      reject(badForm())
    })
    setTimeout(() => {
      reject(badForm())
    }, deadline).unref()
  })
  req.pipe(parser)
  try {
    await read
  } finally {
    req.unpipe(parser)
    parser.destroy()
    req.resume()
  } // whoever stores a file hears that no more will come
  const outcome = await Promise.allSettled(stored)
  const at = outcome.findIndex(({ status }) => status === 'rejected')
  if (at < 0) return { fields, lists, files }
  const names = new Set(fileParts.filter((_, each) => outcome[each]?.status === 'rejected').map(({ name }) => name))
  const reason = (outcome[at] as PromiseRejectedResult).reason as unknown
  return { fields, lists, files, failed: { reason, file: fileParts[at]!.file, names: [...names] } }
}
