import { byId } from './dom.js'

const NEAR_BOTTOM_PX = 120

/** Keeps the newest message in view until the person scrolls up; then counts what comes, and offers the way back. */
export function createFollowing(list, scroll) {
  let isFollowing = true
  let lastTop = 0
  let unread = 0
  const isNearBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_BOTTOM_PX
  const showJump = () => {
    byId('to-bottom').hidden = isNearBottom()
    byId('unread').textContent = unread === 0 ? '' : String(unread)
  }
  const toBottom = () => {
    scroll.scrollTop = scroll.scrollHeight
    isFollowing = true
    unread = 0
    showJump()
  }
  // A picture or a keyboard that arrives late must not push the newest message out of sight.
  const sizes = new ResizeObserver(() => isFollowing && toBottom())
  sizes.observe(list)
  sizes.observe(scroll)
  scroll.addEventListener('scroll', () => {
    // Content that grows leaves the place as it is; only the person moves it up.
    if (isNearBottom()) isFollowing = true
    else if (scroll.scrollTop < lastTop) isFollowing = false
    if (isFollowing) unread = 0
    lastTop = scroll.scrollTop
    showJump()
  })
  byId('to-bottom').addEventListener('click', toBottom)
  return {
    toBottom,
    /** A new message is in the list: goes to it, or counts it while the person reads further up. */
    take(isMine) {
      if (isFollowing || isMine) return toBottom()
      unread += 1
      showJump()
    },
    /** Runs a change above what is read and keeps that in its place. */
    keepPlace(change) {
      const heightBefore = scroll.scrollHeight
      const topBefore = scroll.scrollTop
      isFollowing = false
      change()
      scroll.scrollTop = topBefore + scroll.scrollHeight - heightBefore
    },
  }
}
