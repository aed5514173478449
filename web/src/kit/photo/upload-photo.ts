/** Refused for good: trying again changes nothing. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Stores one photo under the id the browser chose: sent twice, it is stored once.
 *
 * @param options.onProgress share sent, 0 to 1
 * @throws UploadRefused with the server's code and words; any other error means "try again"
 */
export function uploadPhoto(options: {
  city: string
  id: string
  blob: Blob
  headers: Readonly<Record<string, string>>
  onProgress?: (share: number) => void
  signal?: AbortSignal
}): Promise<void> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of a body has left
    const request = new XMLHttpRequest()
    request.open('PUT', `/c/${options.city}/files/${options.id}`)
    request.timeout = 120_000
    for (const [name, value] of Object.entries(options.headers))
      if (name !== 'content-type') request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', options.blob.type || 'image/jpeg')
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status < 300) {
        resolve()
        return
      }
      reject(refusal(request.status, request.responseText))
    }
    request.onerror = request.ontimeout = () => {
      reject(new Error('upload failed'))
    }
    request.onabort = () => {
      reject(new Error('upload aborted'))
    }
    options.signal?.addEventListener('abort', () => {
      request.abort()
    })
    request.send(options.blob)
  })
}

/** Whether an answer means "never" or "later"; the worker decides by the same rule. */
export function refusal(status: number, body: string): Error {
  if (status >= 500 || status === 429 || status === 408) return new Error(`upload answered ${status}`)
  try {
    const { code, message } = JSON.parse(body) as { code?: string; message?: string }
    return new UploadRefused(code ?? `HTTP_${status}`, message ?? '')
  } catch {
    return new UploadRefused(`HTTP_${status}`, '')
  }
}
