import { computed, defineComponent, h, ref, watch, watchEffect, type Component } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { ErrorState, SkeletonLines, useMe, useQuery, useText, type Texts } from '@vmeste/web'
import type { PublicPage, WebModule } from '@vmeste/sdk/web'
import type { Boot } from '../../boot.ts'
import { isUnknown } from '../../frame/is-unknown.ts'
import UnknownThing from '../../frame/unknown-thing.vue'

/**
 * A public page inside the app. On the page the server has rendered it starts with the very same data, so that the app
 * takes over without a flicker; after that it asks by itself.
 */
export async function publicPageHost(
  module: WebModule,
  page: PublicPage,
  { boot, texts }: { readonly boot: Boot; readonly texts: Texts },
): Promise<Component> {
  const [{ default: Page }, own] = await Promise.all([page.component(), page.messages?.[texts.lang]()])
  if (own) texts.extend(module.id, own.default)
  return defineComponent({
    name: `PublicPage.${module.id}.${page.name}`,
    setup() {
      const route = useRoute()
      const router = useRouter()
      const { say } = useText(module.id)
      const ownKey = crypto.randomUUID()
      const params = computed(() => route.params as Record<string, string>)
      const rendered = boot.page?.module === module.id && boot.page.name === page.name ? boot.page : undefined
      const isRendered = computed(
        () =>
          rendered !== undefined &&
          Object.entries(rendered.params).every(([key, value]) => params.value[key] === value),
      )
      // what the server has just said need not be asked again, unless for somebody it did not know
      const asked = ref(false)
      const query = useQuery(page.query, () =>
        isRendered.value && !asked.value ? undefined : (page.variables(params.value) as never),
      )
      const refresh = (): void => {
        if (asked.value) query.refresh()
        else asked.value = true
      }
      watch(useMe().me, refresh)
      const data = computed(() => query.data.value ?? (isRendered.value ? rendered?.data : undefined))
      watchEffect(() => {
        if (data.value === undefined || isUnknown(data.value)) return
        const { title, canonical } = page.head(data.value, say)
        document.title = title
        const own = canonical === undefined ? route.path : `/c/${boot.city.slug}${canonical}`
        if (own !== decodeURIComponent(route.path)) void router.replace({ path: own, query: route.query })
      })
      return () => {
        if (data.value === undefined)
          return query.problem.value
            ? h(ErrorState, { problem: query.problem.value, onRetry: refresh })
            : h(SkeletonLines, { lines: 6 })
        if (isUnknown(data.value)) return h(UnknownThing)
        return h(Page, {
          data: data.value,
          params: params.value,
          submissionKey: isRendered.value && rendered ? rendered.submissionKey : ownKey,
          result: isRendered.value ? rendered?.result : undefined,
          form: isRendered.value ? rendered?.form : undefined,
          onRefresh: refresh,
        })
      }
    },
  })
}
