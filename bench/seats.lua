-- One-person registrations for wrk: wrk … -s bench/seats.lua URL -- PATH PART TRIES WARM STATUS
-- A key of its own each, and a network of its own, for the gate counts per network. Stops after so many answers
-- and prints how many had that status, and how many of these per second, from the one that ends the warming up to the last.
local ffi = require("ffi")
ffi.cdef("typedef struct { long s; long ns; } moment; int clock_gettime(int clock, moment *now);")
local moment = ffi.new("moment")
local function seconds()
   ffi.C.clock_gettime(1, moment)
   return tonumber(moment.s) + tonumber(moment.ns) / 1e9
end

local path, part, tries, warm, wanted
local asked, sent, answered, good, began = 0, 0, 0, 0, 0

function init(arguments)
   path, part, tries, warm = arguments[1], arguments[2], tonumber(arguments[3]), tonumber(arguments[4])
   wanted = tonumber(arguments[5])
end

-- Who has sent the last form waits for the others: more of them would stay at the gate.
function delay()
   asked = asked + 1
   return asked <= tries and 0 or 600000
end

function request()
   sent = sent + 1
   local form = string.format(
      "schluessel=bench-%d&personen=1&name_1=Mensch+%d&part_1=%s&role_1=private&municipality_1=&telephone=0176+04069099&mail=&consent=2026-12",
      sent, sent, part)
   local headers = {
      ["Content-Type"] = "application/x-www-form-urlencoded",
      ["X-Forwarded-For"] = string.format("10.%d.%d.1", math.floor(sent / 256), sent % 256),
   }
   return wrk.format("POST", path, headers, form)
end

function response(status)
   answered = answered + 1
   if status == wanted then good = good + 1 else print(status) end
   if answered == warm then began = seconds() end
   if answered == tries then
      print(string.format("answered %d rate %.3f", good, (tries - warm) / (seconds() - began)))
      os.exit(0)
   end
end
