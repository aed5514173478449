import { onMounted } from 'vue'
import type { UsePhotos } from '@vmeste/web'

/**
 * A page that came from the server can be filled in before the app takes over, and on a slow phone it will be.
 * Reads what is there already, and hands chosen photos to the app once it runs.
 *
 * @param id of the form
 * @example const early = formBeforeApp('report'); draft.value.tile ||= early('tile') ?? ''
 */
export function formBeforeApp(id: string): (field: string) => string | undefined {
  const form = typeof document === 'undefined' ? null : document.querySelector<HTMLFormElement>(`form#${id}`)
  if (!form) return () => undefined
  const fields = new FormData(form)
  return (field) => {
    const value = fields.get(field)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
}

export function takePhotosBeforeApp(id: string, photos: UsePhotos): void {
  onMounted(() => {
    const input = document.querySelector<HTMLInputElement>(`#${id} input[type='file']`)
    if (!input?.files?.length) return
    const files = [...input.files]
    input.value = ''
    void photos.add(files)
  })
}
