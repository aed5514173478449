import { onMounted, ref, type Ref } from 'vue'
import { useDraft, usePhotos } from '@vmeste/web'
import type { Place } from '../types.ts'
import { formBeforeApp, takePhotosBeforeApp } from './form-before-app.ts'

interface PlaceDraft {
  tile: string
  text: string
  showPhoto: boolean
  key: string
}

export interface UsePlaceForm {
  readonly draft: Ref<PlaceDraft>
  readonly photos: ReturnType<typeof usePhotos>
  /** Something was written here earlier and is shown again. */
  readonly kept: Ref<boolean>
  /** It has been sent. */
  readonly clear: () => void
}

/**
 * What somebody has begun to report at a place: kept over a reload, and taken over from the plain form that stood here
 * before the app did.
 *
 * @param plain the plain form as it was sent and came back
 */
export function usePlaceForm(place: Place, plain: Record<string, string> | undefined): UsePlaceForm {
  const photos = usePhotos(place.maxPhotos, plain?.photos)
  const early = formBeforeApp('report')
  const { draft, restored, clear } = useDraft<PlaceDraft>(`appeals.report.${place.code}`, () => ({
    tile: '',
    text: '',
    showPhoto: false,
    key: '',
  }))
  const before = { tile: early('tile') ?? plain?.tile, text: early('text') ?? plain?.text }
  if (before.tile) draft.value.tile = before.tile
  if (before.text) draft.value.text = before.text
  if (early('showPhoto') ?? plain?.showPhoto) draft.value.showPhoto = true
  takePhotosBeforeApp('report', photos)
  const kept = ref(false)
  onMounted(() => {
    kept.value = restored && !before.tile && (draft.value.tile !== '' || draft.value.text !== '')
  })
  return {
    draft,
    photos,
    kept,
    clear: () => {
      clear()
      photos.clear()
    },
  }
}
