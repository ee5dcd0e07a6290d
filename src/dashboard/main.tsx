import { render } from 'preact'
import { App } from './app.tsx'
import { startRouter } from './router.ts'
import { startAppearance } from './state/appearance.ts'
import { startSession } from './state/session.ts'

startAppearance()
startRouter()
void startSession()
const root = document.getElementById('app')
if (root !== null) render(<App />, root)
