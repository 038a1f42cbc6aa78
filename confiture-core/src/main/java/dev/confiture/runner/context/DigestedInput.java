package dev.confiture.runner.context;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** COPY data on its way to the server; what is read is digested. Closing it leaves the migration's own stream open. */
final class DigestedInput extends FilterInputStream {

    private final SentSql sent;

    DigestedInput(InputStream data, SentSql sent) {
        super(data);
        this.sent = sent;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            sent.data(new byte[] {(byte) value}, 0, 1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            sent.data(buffer, offset, count);
        }
        return count;
    }

    @Override
    public void close() {
        // It is the migration's to close.
    }
}
