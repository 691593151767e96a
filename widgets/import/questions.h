#pragma once
#include "core/transfer/plan/importplan.h"

#include <QWidget>
#include <map>

class QCheckBox;
class QComboBox;
class QFrame;
class QGridLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace aisle {

class JoinBox;
class ValueChoices;

/// What only the analyst can decide about a file, on top, each question a card with what it costs; below, folded, what
/// was recognised (and can be changed): remarks, what the log's words for kinds mean, how times and numbers are read.
class ImportQuestions : public QWidget
{
    Q_OBJECT
public:
    explicit ImportQuestions(QWidget *parent = nullptr);
    /// Builds the questions anew. @param others  other files of the import that columns may be looked up in
    void show(const ImportFile &file, const QStringList &others, const QStringList &joinColumns);
    void showCosts(const ImportPreview &preview); ///< exact figures: a question about no row goes
    void showJoinProblem(const QString &sentence);
    int openQuestions() const; ///< cards that are shown

Q_SIGNALS:
    void changed(const aisle::Recipe &recipe);
    void joinChosen(const QString &path, const QString &column);
    void joinLeft();
    void pastRefused(); ///< the file is to be recognised afresh

private:
    struct Card
    {
        QFrame *frame = nullptr;
        QLabel *cost = nullptr;
        QVBoxLayout *room = nullptr;
    };
    void clear();
    void addPast();
    void addCards();
    void addFold(bool isTable, bool isLog);
    void fillCards(const std::vector<ImportQuestion> &questions);
    Card addCard(ImportQuestion::About about, const QString &title, const QString &object);
    void addGuests();
    void addReturns();
    void addUnknownKinds();
    bool isKindAsked() const;
    void addKindDefault(QVBoxLayout *room);
    void addKinds(bool unknown, QGridLayout *grid);
    QLabel *kindLabel(const QString &word, std::int64_t rows);
    void addRemarks();
    void addDuplicates();
    void addJoin(const QStringList &others, const QStringList &columns);
    void addValues();
    void setKind(const QString &word, Meaning meaning);
    void setOpen(bool open);
    QComboBox *meaningBox(Meaning meaning);
    void addRow(QWidget *widget); ///< to what was recognised
    void say();

    ImportFile m_file;
    Recipe m_recipe;
    QVBoxLayout *m_layout;
    QLabel *m_title = nullptr;
    std::map<ImportQuestion::About, Card> m_cards;
    std::map<QString, QLabel *> m_kindLabels;
    QComboBox *m_guests = nullptr;
    QLabel *m_guestsNeed = nullptr;
    QToolButton *m_fold = nullptr;
    QWidget *m_recognised = nullptr;
    QGridLayout *m_grid = nullptr; ///< of what was recognised
    int m_facts = 0;               ///< that are in it
    bool m_isOpen = false;
    JoinBox *m_join = nullptr;
    ValueChoices *m_values = nullptr;
};

} // namespace aisle
