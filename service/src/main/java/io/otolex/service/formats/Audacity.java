package io.otolex.service.formats;

/** A label track of Audacity: start, end and text of each event, divided by tabs. */
final class Audacity extends EventFormat {

    @Override
    public String name() {
        return "audacity";
    }

    @Override
    public String mediaType() {
        return "text/plain;profile=audacity";
    }

    @Override
    String head(TagsAnswer answer) {
        return "";
    }

    @Override
    String event(int number, TagsAnswer.Event event, TagsAnswer answer) {
        return event.startS() + "\t" + event.endS() + "\t" + event.label() + " " + event.scoreMax() + "\n";
    }
}
