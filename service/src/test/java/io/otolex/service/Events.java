package io.otolex.service;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Server-sent events, read as the standard says. */
record Events(List<Event> list) {

    /** One of them. */
    record Event(int id, String name, String data) {}

    static Events of(Stream<String> lines) {
        var events = new ArrayList<Event>();
        var fields = new String[3];
        lines.forEach(line -> {
            if (line.startsWith("id:")) {
                fields[0] = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                fields[1] = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                fields[2] = line.substring(5).strip();
            } else if (line.isEmpty() && fields[0] != null) {
                events.add(
                        new Event(Integer.parseInt(fields[0]), String.valueOf(fields[1]), String.valueOf(fields[2])));
                fields[0] = null;
            }
        });
        return new Events(events);
    }

    List<String> names() {
        return list.stream().map(Event::name).toList();
    }

    List<Integer> ids() {
        return list.stream().map(Event::id).toList();
    }

    int last() {
        return list.get(list.size() - 1).id();
    }
}
