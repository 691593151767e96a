<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DataCharts</name>
    <message numerus="yes">
        <source>Events per %n days</source>
        <translation>
            <numerusform>Events per %n day</numerusform>
            <numerusform>Events per %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Events per %n hours</source>
        <translation>
            <numerusform>Events per %n hour</numerusform>
            <numerusform>Events per %n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportFileList</name>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuitQuestion</name>
    <message numerus="yes">
        <source>%n more job(s) that wait will not be started.</source>
        <translation>
            <numerusform>%n more job that waits will not be started.</numerusform>
            <numerusform>%n more jobs that wait will not be started.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <source>Runs that repeat another with the same settings are shown once (%n left out).</source>
        <translation>
            <numerusform>Runs that repeat another with the same settings are shown once (%n left out).</numerusform>
            <numerusform>Runs that repeat another with the same settings are shown once (%n left out).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunCommands</name>
    <message numerus="yes">
        <source>Delete %n run(s)</source>
        <translation>
            <numerusform>Delete %n run</numerusform>
            <numerusform>Delete %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ChipBar</name>
    <message numerus="yes">
        <source>%Ln products from the map</source>
        <translation>
            <numerusform>%Ln product from the map</numerusform>
            <numerusform>%Ln products from the map</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln products</source>
        <translation>
            <numerusform>%Ln product</numerusform>
            <numerusform>%Ln products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shoppers from a chart</source>
        <translation>
            <numerusform>%Ln shopper from a chart</numerusform>
            <numerusform>%Ln shoppers from a chart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shoppers from the compared runs</source>
        <translation>
            <numerusform>%Ln shopper from the compared runs</numerusform>
            <numerusform>%Ln shoppers from the compared runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shoppers from a table</source>
        <translation>
            <numerusform>%Ln shopper from a table</numerusform>
            <numerusform>%Ln shoppers from a table</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shoppers</source>
        <translation>
            <numerusform>%Ln shopper</numerusform>
            <numerusform>%Ln shoppers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ComparisonView</name>
    <message numerus="yes">
        <source>%n shopper(s) judged by both. p = %1 (paired t-test), effect size %2.</source>
        <translation>
            <numerusform>%n shopper judged by both. p = %1 (paired t-test), effect size %2.</numerusform>
            <numerusform>%n shoppers judged by both. p = %1 (paired t-test), effect size %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::DataPage</name>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::DropOverlay</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n files into a new project</source>
        <translation>
            <numerusform>Import %n file into a new project</numerusform>
            <numerusform>Import %n files into a new project</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n files into %1</source>
        <translation>
            <numerusform>Import %n file into %1</numerusform>
            <numerusform>Import %n files into %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::FoundShoppersModel</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::HistoryView</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ImportCommands</name>
    <message numerus="yes">
        <source>Import of %n files</source>
        <translation>
            <numerusform>Import of %n file</numerusform>
            <numerusform>Import of %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ImportDialog</name>
    <message numerus="yes">
        <source>Import %n files</source>
        <translation>
            <numerusform>Import %n file</numerusform>
            <numerusform>Import %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures in %1</source>
        <translation>
            <numerusform>%n picture in %1</numerusform>
            <numerusform>%n pictures in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ImportPreviewPane</name>
    <message numerus="yes">
        <source>%1: %n of them are left out</source>
        <translation>
            <numerusform>%1: %n of them is left out</numerusform>
            <numerusform>%1: %n of them are left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n of their pictures are not there</source>
        <translation>
            <numerusform>%1: %n of their pictures is not there</numerusform>
            <numerusform>%1: %n of their pictures are not there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ImportQuestions</name>
    <message numerus="yes">
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things recognised</source>
        <translation>
            <numerusform>%n thing recognised</numerusform>
            <numerusform>%n things recognised</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::JobBar</name>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%n more waiting</numerusform>
            <numerusform>%n more waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s)</source>
        <translation>
            <numerusform>%n more job</numerusform>
            <numerusform>%n more jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ListBoard</name>
    <message numerus="yes">
        <source>%n product(s) of the test part are relevant to the shopper; the list has %1 of them.</source>
        <translation>
            <numerusform>The shopper wanted %n product in the test part; the list has %1 of them.</numerusform>
            <numerusform>The shopper wanted %n products in the test part; the list has %1 of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) unknown to it</source>
        <translation>
            <numerusform>%n event unknown to it</numerusform>
            <numerusform>%n events unknown to it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) in both</source>
        <translation>
            <numerusform>%n product in both</numerusform>
            <numerusform>%n products in both</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n popular product(s) fill the list</source>
        <translation>
            <numerusform>%n popular product fills the list</numerusform>
            <numerusform>%n popular products fill the list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ProductPage</name>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::RunGroupHeading</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::RunsPage</name>
    <message numerus="yes">
        <source>%n run(s) deleted.</source>
        <translation>
            <numerusform>%n run deleted.</numerusform>
            <numerusform>%n runs deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::SelectionChoice</name>
    <message numerus="yes">
        <source>%n shopper(s)</source>
        <translation>
            <numerusform>%n shopper(s)</numerusform>
            <numerusform>%n shopper(s)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s)</source>
        <translation>
            <numerusform>%n product(s)</numerusform>
            <numerusform>%n product(s)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ShopperFinder</name>
    <message numerus="yes">
        <source>%n shopper(s)</source>
        <translation>
            <numerusform>%n shopper</numerusform>
            <numerusform>%n shoppers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::StoppedRuns</name>
    <message numerus="yes">
        <source>after %n epoch(s), %1</source>
        <translation>
            <numerusform>after %n epoch, %1</numerusform>
            <numerusform>after %n epochs, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::WhyColumn</name>
    <message numerus="yes">
        <source>%n other event(s)</source>
        <translation>
            <numerusform>%n other event</numerusform>
            <numerusform>%n other events</numerusform>
        </translation>
    </message>
</context>
</TS>
