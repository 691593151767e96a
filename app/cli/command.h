#pragma once
#include "core/jobs/jobcontext.h"
#include "core/recommend/recommender.h"

#include <QCommandLineParser>
#include <QJsonObject>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <vector>

namespace aisle::cli {

/// What every command is told besides its own options.
struct Invocation
{
    const QCommandLineParser &options;
    QStringList arguments; ///< without the command's name
    bool json = false;
    bool quiet = false;
    Device device = Device::Cpu;
    JobContext &job;

    QString value(const char *option) const { return options.value(QString::fromLatin1(option)); }
    QStringList values(const char *option) const { return options.values(QString::fromLatin1(option)); }
    /// False also for an option that the command does not have.
    bool isSet(const char *option) const { return options.optionNames().contains(QString::fromLatin1(option)); }
    std::optional<qint64> integer(const char *option) const; ///< @throws WrongUsage
    std::optional<double> number(const char *option) const;  ///< @throws WrongUsage
    /// A whole number within the range, or `byDefault`. @throws WrongUsage
    int countOf(const char *option, int byDefault, int least = 0, int most = std::numeric_limits<int>::max()) const;
    /// The list of a comma-separated option, trimmed, without empty parts. @throws WrongUsage where it is given and
    /// names nothing
    QStringList list(const char *option) const;
    /// The same, where naming one twice means nothing. @throws WrongUsage also where one is named twice
    QStringList distinct(const char *option) const;
    /// @throws WrongUsage where one of them is given, with what they are for: "only with --all-users"
    void refuse(std::initializer_list<const char *> options, const char *because) const;
    /// @throws WrongUsage where any other option of the command is given, but for the program's own
    void refuseOthers(const QStringList &allowed, const char *because) const;
};

/// The command line does not make sense: exit status 2.
struct WrongUsage
{
    QString message;
};

/// Cancelled, with more to say than that what the command wrote was taken back.
struct CancelledSaying : Cancelled
{
    explicit CancelledSaying(QString sentence) : message(std::move(sentence)) {}
    QString message;
};

/// The result: what `--json` prints, and the same for people.
struct Answer
{
    QJsonObject json;
    QString text; ///< with a newline at its end
};

struct Command
{
    const char *name;
    const char *summary;
    const char *arguments; ///< "PROJECT FILE..."
    const char *example;
    int minArguments = 0;
    int maxArguments = 1 << 20;
    std::function<void(QCommandLineParser &)> addOptions;
    std::function<Answer(const Invocation &)> run;
    QStringList repeatable = {};  ///< options that may be given several times with different values
    bool takesEmptyTexts = false; ///< an empty argument may mean something; it says itself where it does not
};

std::vector<Command> importCommands();  // import items
std::vector<Command> dataCommands();    // info rescue quarantine
std::vector<Command> trainCommands();   // recommenders train
std::vector<Command> runCommands();     // evaluate runs compare update
std::vector<Command> listCommands();    // recommend metrics
std::vector<Command> exportCommands();  // export report
std::vector<Command> featureCommands(); // features
std::vector<Command> graphCommands();   // graph
std::vector<Command> searchCommands();  // search
std::vector<Command> queryCommands();   // queries
std::vector<Command> doctorCommands();  // doctor

/// What a command of several does: `features shop.aisle encode ...`.
struct Verb
{
    const char *name;
    Answer (*run)(const Invocation &call);
    QStringList options;
    const char *takes;            ///< what stands behind "means nothing here"
    bool takesEmptyTexts = false; ///< as Command::takesEmptyTexts
};
/// The one that the second argument names. @throws WrongUsage
Answer runVerb(const Invocation &call, const char *command, const std::vector<Verb> &verbs);
/// @throws WrongUsage that names the first argument too many
void takeNoMore(const Invocation &call, qsizetype most);

/// Adds "--name VALUE  description"; a flag when `value` is empty.
void addOption(QCommandLineParser &parser, const char *name, const char *description, const char *value = "",
               const QString &byDefault = {});

/// With --pseudonyms what may repeat a key is hidden: a row as it stands in a file, a field, a file's name.
QString hideable(const Invocation &call, const QString &text);

/// Of --kind-weight: KIND=W,... by kind or meaning. @throws WrongUsage
std::map<QString, double> kindWeightsOf(const Invocation &call);

/// Columns aligned for people: numbers (as the cells' texts) right, words left; Chinese characters count two. What a
/// terminal is too narrow for goes on in further lines of its column; a pipe or a file takes it whole.
QString table(const QStringList &header, const std::vector<QStringList> &rows);
/// Metrics as rows, cut-offs as columns.
QString metricsTable(const std::map<std::string, double> &metrics, const std::vector<int> &cutoffs);
/// Of --cutoffs. @throws WrongUsage
std::vector<int> cutoffsOf(const Invocation &call);
QString figure(double value);                  ///< a metric to 4 decimals
QString intervalText(double low, double high); ///< ".1230 .. .1310", each as figure() has it
QString percent(double share);                 ///< "12.3 %"
QString count(qint64 value);                   ///< 541,909
QString duration(double seconds);              ///< "1 min 12 s"
QString bytes(qint64 value);                   ///< "12.3 MB"
QString isoTime(qint64 unixMs);                ///< "2011-12-09T12:50:00Z", as programs read it
QString dayAndMinute(qint64 unixMs);           ///< "2011-12-09 12:50", UTC
QString utf8(const std::string &text);
QString inWords(const std::map<std::string, std::int64_t> &counts); ///< "12 view, 3 purchase"

} // namespace aisle::cli
