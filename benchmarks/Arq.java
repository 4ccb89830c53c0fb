// Jena ARQ on a graph in memory. The first line that it prints is the seconds of loading; for each line that it reads,
// "LIMIT QUERY-FILE ANSWER-FILE", it prints the seconds that the answer took, or "limit".

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFDataMgr;

public class Arq {
    public static void main(String[] given) throws Exception {
        long began = System.nanoTime();
        Model model = RDFDataMgr.loadModel(given[0]);
        System.out.println(seconds(began));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 3);
            String text = Files.readString(Path.of(words[1]));
            began = System.nanoTime();
            try (QueryExecution execution = QueryExecutionFactory.create(QueryFactory.create(text), model)) {
                execution.setTimeout((long) (1000 * Double.parseDouble(words[0])), TimeUnit.MILLISECONDS);
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                ResultSetFormatter.outputAsJSON(answer, execution.execSelect());
                String taken = seconds(began);
                Files.write(Path.of(words[2]), answer.toByteArray());
                System.out.println(taken);
            } catch (QueryCancelledException cancelled) {
                System.out.println("limit");
            }
        }
    }

    private static String seconds(long began) {
        return String.valueOf((System.nanoTime() - began) / 1e9);
    }
}
