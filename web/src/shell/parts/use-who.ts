import { useMe, useText } from '@vmeste/web'

/** Who did something, from the key the platform keeps: you, the platform itself, or a colleague. */
export function useWho(): (key: string | null | undefined) => string {
  const { me } = useMe()
  const { say } = useText()
  return (key) => {
    if (!key || key.startsWith('system:')) return say('switchboard.platform')
    return say(key === me.value?.key ? 'switchboard.you' : 'switchboard.colleague')
  }
}
