// Photos are scaled before they are sent: a site has a slow line, and a phone takes 12 megapixels where two are enough.
const scaled = async (file, longest) => {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const ratio = longest / Math.max(picture.width, picture.height);
  if (ratio >= 1) return file;
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(picture.width * ratio), height: Math.round(picture.height * ratio) });
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.82));
  return blob && blob.size < file.size
    ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg', lastModified: file.lastModified })
    : file;
};

document.addEventListener('change', async event => {
  const input = event.target;
  if (input.type !== 'file' || !input.dataset.scale) return;
  const chosen = new DataTransfer();
  for (const file of input.files) {
    // A picture that the browser cannot decode goes as it is; the server decides.
    try { chosen.items.add(file.type.startsWith('image/') ? await scaled(file, Number(input.dataset.scale)) : file); }
    catch { chosen.items.add(file); }
  }
  input.files = chosen.files;
  const shown = input.closest('.hc-photos')?.querySelector('.add img');
  if (shown && input.files[0]) { shown.src = URL.createObjectURL(input.files[0]); shown.hidden = false; }
  const said = input.closest('.hc-file')?.querySelector('output');
  if (said) said.textContent = [...input.files].map(f => `${f.name} ${Math.ceil(f.size / 1024).toLocaleString()} KB`).join('  ');
});
