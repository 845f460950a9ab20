package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The same classes, loaded where the optional libraries are not. */
class MissingLibraryTest {
    private static final byte[] PLAIN = PcapBytes.ethernet().toArray();

    private static Object open(byte[] content) throws Throwable {
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("zstd-jni") && !entry.contains("tukaani"))
                .map(MissingLibraryTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            return loader.loadClass(CaptureFile.class.getName())
                    .getMethod("open", InputStream.class, String.class)
                    .invoke(null, new ByteArrayInputStream(content), "x");
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatNeedsNoLibraryIsRead() throws Throwable {
        assertThat(open(PLAIN)).isNotNull();
        assertThat(open(Compressed.GZIP.compress(PLAIN))).isNotNull();
        assertThat(open(Compressed.LZ4.compress(PLAIN))).isNotNull();
    }

    @Test
    void whatNeedsALibraryIsAnErrorThatSaysSo() throws IOException {
        for (Compressed how : new Compressed[] {Compressed.ZSTD, Compressed.XZ}) {
            byte[] compressed = how.compress(PLAIN);
            assertThatThrownBy(() -> open(compressed))
                    .isInstanceOf(IOException.class)
                    .hasMessage("x: byte 0: decompressed up to here, then the library for " + how.title()
                            + " is not there");
        }
    }
}
