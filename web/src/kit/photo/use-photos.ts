import { onScopeDispose, ref, type Ref } from 'vue'
import { usePortal } from '../portal/portal.ts'
import { downscale } from './downscale.ts'
import { uploadPhoto, UploadRefused } from './upload-photo.ts'

export interface Photo {
  /** Its id on the server from the start. */
  readonly id: string
  /** Made small as soon as its turn comes. */
  blob: Blob
  /** Address of a picture to show; empty until it is small, and for one that the browser cannot show. */
  preview: string
  state: 'sending' | 'sent' | 'failed' | 'refused'
  /** 0 to 1 */
  progress: number
  message?: string
}

export interface UsePhotos {
  readonly photos: Ref<Photo[]>
  /** How many of those chosen last found no room. */
  readonly over: Readonly<Ref<number>>
  readonly add: (files: Iterable<File>) => Promise<void>
  readonly remove: (id: string) => void
  readonly retry: (id: string) => void
  /** The browser cannot show it: a format of another phone, or no picture at all. */
  readonly unseen: (id: string) => void
  /** Resolves when nothing is on its way any more. */
  readonly settle: () => Promise<void>
  readonly clear: () => void
}

/**
 * Photos of one form: made small, sent at once in the background, kept for the outbox when there is no network.
 *
 * @param before ids of those that a plain form has brought already, with spaces between them
 */
export function usePhotos(limit = 5, before = ''): UsePhotos {
  const { city, graph } = usePortal()
  const photos = ref<Photo[]>(
    before
      .split(' ')
      .filter(Boolean)
      .slice(0, limit)
      .map((id) => ({ id, blob: new Blob(), preview: '', state: 'sent', progress: 1 })),
  )
  const over = ref(0)
  const running = new Map<string, Promise<void>>()
  const find = (id: string) => photos.value.find((photo) => photo.id === id)
  const send = async (id: string): Promise<void> => {
    const photo = find(id)
    if (!photo) return
    Object.assign(photo, { state: 'sending', progress: 0, message: undefined })
    try {
      await uploadPhoto({
        city: city.slug,
        id,
        blob: photo.blob,
        headers: await graph!.transport.headers(),
        onProgress: (share) => {
          photo.progress = share
        },
      })
      photo.state = 'sent'
    } catch (error) {
      photo.state = error instanceof UploadRefused ? 'refused' : 'failed'
      photo.message = error instanceof UploadRefused ? error.message : undefined
    }
  }
  const track = (id: string, work: Promise<void>): void => {
    running.set(
      id,
      work.finally(() => running.delete(id)),
    )
  }
  const drop = (photo: Photo): void => {
    if (photo.preview !== '') URL.revokeObjectURL(photo.preview)
  }
  /** One after another: a phone holds one large picture at a time. */
  let shrinking: Promise<void> = Promise.resolve()
  const shrink = async (id: string, file: File): Promise<void> => {
    // what the browser cannot read goes to the server as it is: the server names the reason
    const blob = await downscale(file).catch(() => file as Blob)
    const photo = find(id)
    if (photo) Object.assign(photo, { blob, preview: URL.createObjectURL(blob) })
  }
  const take = (id: string, file: File): void => {
    shrinking = shrinking.then(() => shrink(id, file))
    track(
      id,
      shrinking.then(() => send(id)),
    )
  }
  onScopeDispose(() => {
    photos.value.forEach(drop)
  })
  return {
    photos,
    over,
    async add(files) {
      const all = [...files]
      const room = limit - photos.value.length
      over.value = Math.max(0, all.length - room)
      // each stands there at once: whoever presses «Готово» the next moment has chosen it
      const chosen = all.slice(0, room).map((file) => ({ id: crypto.randomUUID(), file }))
      photos.value.push(
        ...chosen.map(({ id, file }): Photo => ({ id, blob: file, preview: '', state: 'sending', progress: 0 })),
      )
      for (const { id, file } of chosen) take(id, file)
      await shrinking
    },
    unseen(id) {
      const photo = find(id)
      if (!photo) return
      drop(photo)
      photo.preview = ''
    },
    remove(id) {
      over.value = 0
      const photo = find(id)
      if (photo) drop(photo)
      photos.value = photos.value.filter((item) => item.id !== id)
    },
    retry: (id) => {
      track(id, send(id))
    },
    settle: async () => {
      await Promise.all(running.values())
    },
    clear() {
      photos.value.forEach(drop)
      photos.value = []
      over.value = 0
    },
  }
}
