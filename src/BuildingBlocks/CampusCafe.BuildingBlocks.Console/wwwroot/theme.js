// Before anything is painted: light or dark as chosen, or as the system is.
(() => {
  const key = 'campuscafe-theme';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const now = () => chosen() ?? (system.matches ? 'dark' : 'light');
  const apply = () => {
    document.documentElement.setAttribute('data-bs-theme', now());
    document.dispatchEvent(new Event('themechange')); // For what is drawn in colours that it has looked up.
  };
  apply();
  system.addEventListener('change', apply);
  document.addEventListener('click', event => {
    if (event.target.closest('[data-theme-switch]')) {
      try { localStorage.setItem(key, now() === 'dark' ? 'light' : 'dark'); } catch { /* Not kept, then. */ }
      apply();
    }
  });
})();
