package io.otolex.model.inference;

/** A batch did not fit into the device's memory. A smaller one may. */
final class DeviceMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeviceMemoryException(int windows, Throwable cause) {
        super(windows + " windows at once do not fit into the device's memory", cause);
    }

    /** The engine has one exception for everything; only its words tell. */
    static boolean isTold(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("out of memory") || message.contains("can't allocate memory");
    }
}
