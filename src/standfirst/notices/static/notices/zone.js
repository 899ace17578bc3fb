// The preferences page: offers the time zone that this device itself is in.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const line = document.querySelector("[data-zone]");
const list = document.getElementById("id_time_zone");
const button = line?.querySelector("button");

if (button && list && [...list.options].some(({ value }) => value === zone)) {
  const look = () => (line.hidden = list.value === zone);
  button.textContent = zone;
  button.addEventListener("click", () => {
    list.value = zone;
    look();
    list.focus();
  });
  list.addEventListener("change", look);
  look();
}
