/** The application: what surrounds every screen. */
export function App() {
  return <main>Fortnight</main>;
}
