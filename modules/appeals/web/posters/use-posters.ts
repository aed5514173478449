import { ref, type Ref } from 'vue'
import { offlineCode, saveFile, useCity, usePortal, useText, type ProblemData } from '@vmeste/web'

export interface PosterOrder {
  readonly format: 'pdf' | 'svg'
  readonly size: 'A5' | 'A4'
  readonly lang: string
  readonly codes: readonly string[]
  /** Of the file before, where one did not hold them all. */
  readonly after?: string | undefined
}
/** What one file did not hold. */
export interface Left {
  readonly count: number
  readonly last: string
}
const deadline = 60_000

/** Posters ready to print, as a file. They need the bearer, so they are fetched and not linked to. */
export function usePosters(): {
  download(order: PosterOrder): Promise<void>
  busy: Ref<boolean>
  problem: Ref<ProblemData | undefined>
  left: Ref<Left | undefined>
} {
  const { graph } = usePortal()
  const { path } = useCity()
  const { say } = useText()
  const busy = ref(false)
  const problem = ref<ProblemData>()
  const left = ref<Left>()
  return {
    busy,
    problem,
    left,
    async download({ format, size, lang, codes, after }) {
      busy.value = true
      problem.value = left.value = undefined
      try {
        const query = new URLSearchParams({
          size,
          lang,
          ...(codes.length > 0 ? { codes: codes.join(',') } : {}),
          ...(after ? { after } : {}),
        })
        const answer = await fetch(path(`/m/appeals/posters/${format}?${query.toString()}`), {
          headers: await graph!.transport.headers(),
          signal: AbortSignal.timeout(deadline),
        })
        if (answer.ok) {
          const name =
            /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ??
            `posters-${size}.${format}`
          const [count, last] = [Number(answer.headers.get('vmeste-left')), answer.headers.get('vmeste-last')]
          if (count > 0 && last) left.value = { count, last }
          return saveFile(await answer.blob(), name)
        }
        const refused = (await answer.json().catch(() => undefined)) as Partial<ProblemData> | undefined
        problem.value = {
          code: refused?.code ?? `HTTP_${answer.status}`,
          message: refused?.message ?? say('offline.noAnswer'),
        }
      } catch {
        problem.value = { code: offlineCode, message: say('offline.noAnswer') }
      } finally {
        busy.value = false
      }
    },
  }
}
