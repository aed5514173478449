import { onMounted, useTemplateRef } from 'vue'

/** A card that stands in the way and asks something: its heading, `ref="title"`, has the focus and is in sight. */
export function useQuestion(): void {
  const title = useTemplateRef<HTMLElement>('title')
  onMounted(() => {
    title.value?.focus({ preventScroll: true })
    title.value?.scrollIntoView({ block: 'center' })
  })
}
