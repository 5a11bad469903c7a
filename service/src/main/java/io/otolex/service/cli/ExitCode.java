package io.otolex.service.cli;

/** What scripts are told; listed in {@code --help}. */
final class ExitCode {

    static final int OK = 0;
    static final int SOME_FILES_FAILED = 1;
    static final int USAGE = 2;
    static final int CANNOT_START = 3;
    static final int FAULT = 4;

    private ExitCode() {}
}
