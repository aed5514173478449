import { onScopeDispose, ref, type Ref } from 'vue'
import { usePortal } from '../portal/portal.ts'
import { downscale } from './downscale.ts'
import { uploadPhoto, UploadRefused } from './upload-photo.ts'

export interface Photo {
  /** Its id on the server from the start. */
  readonly id: string
  readonly blob: Blob
  /** Address of a picture to show at once. */
  readonly preview: string
  state: 'sending' | 'sent' | 'failed' | 'refused'
  /** 0 to 1 */
  progress: number
  message?: string
}

export interface UsePhotos {
  readonly photos: Ref<Photo[]>
  readonly add: (files: Iterable<File>) => Promise<void>
  readonly remove: (id: string) => void
  readonly retry: (id: string) => void
  /** Resolves when nothing is on its way any more. */
  readonly settle: () => Promise<void>
  readonly clear: () => void
}

/** Photos of one form: made small, sent at once in the background, kept for the outbox when there is no network. */
export function usePhotos(limit = 5): UsePhotos {
  const { city, graph } = usePortal()
  const photos = ref<Photo[]>([])
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
  const start = (id: string): void => {
    running.set(
      id,
      send(id).finally(() => running.delete(id)),
    )
  }
  const drop = (photo: Photo): void => {
    URL.revokeObjectURL(photo.preview)
  }
  onScopeDispose(() => {
    photos.value.forEach(drop)
  })
  return {
    photos,
    async add(files) {
      for (const file of [...files].slice(0, limit - photos.value.length)) {
        // what the browser cannot read goes to the server as it is: the server names the reason
        const blob = await downscale(file).catch(() => file as Blob)
        const photo: Photo = {
          id: crypto.randomUUID(),
          blob,
          preview: URL.createObjectURL(blob),
          state: 'sending',
          progress: 0,
        }
        photos.value.push(photo)
        start(photo.id)
      }
    },
    remove(id) {
      const photo = find(id)
      if (photo) drop(photo)
      photos.value = photos.value.filter((item) => item.id !== id)
    },
    retry: start,
    settle: async () => {
      await Promise.all(running.values())
    },
    clear() {
      photos.value.forEach(drop)
      photos.value = []
    },
  }
}
