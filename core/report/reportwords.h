#pragma once
#include "core/report/report.h"

#include <QCoreApplication>
#include <QLocale>
#include <QString>

namespace aisle {

/// Numbers and phrases of a report in the installed language. What comes from a project is not escaped here.
struct ReportWords
{
    Q_DECLARE_TR_FUNCTIONS(Report)
public:
    static QString count(std::int64_t value); ///< "541,909"
    static QString figure(double value);      ///< 4 decimals; a dash where there is none
    static QString difference(double value);  ///< with its sign, 4 decimals
    static QString number(double value, int decimals);
    static QString ofPredictions(const std::string &figure); ///< what RMSE and its like mean
    static QString inHundred(double share);                  ///< "65", "4.2"
    static QString percent(double share, int decimals = 0);
    static QString date(std::int64_t unixMs); ///< of an event (UTC): "9 December 2011"
    static QString when(std::int64_t unixMs); ///< local time: "22 November 2026, 14:05"
    static QString letter(int slot);          ///< "A"

    static QString run(const RunRecord &run);               ///< the name it was given, or its recommender's
    static QString changedParameters(const RunRecord &run); ///< "L2 200 · Factors 64", and whether it was stopped
                                                            ///< by hand; empty when there is nothing to say
    static QString kind(const EventKind &kind); ///< what the log's word means; the word itself where that says no more
    static QString rejection(const std::string &reason);

    static QString protocolTitle(const RunRecord &run); ///< "By time 80/10/10 · seen products offered"
    static QString protocol(const ReportGroup &group, const ReportData &data); ///< whole sentences
    /// What the best run means for a shop; empty when no run was judged by HitRate@10.
    static QString manager(const ReportData &data);
    static QString whyChosen(const ReportShopper &shopper, const ReportData &data);
    static QString howChosen(const ReportData &data); ///< the rule by which the shoppers were chosen
    static QString field(const QString &column);      ///< of the catalogue: "title"
    /// Where features come from, and how many are out of date. @param hidden  a file's name is not said
    static QString source(const FeatureSummary &feature, bool hidden);
    static QString translated(const char *context, const QString &text);
};

} // namespace aisle
