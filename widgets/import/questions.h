#pragma once
#include "core/transfer/recognition/preview.h"
#include "widgets/import/importfile.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;

namespace aisle {

class JoinBox;
class ValueChoices;

/// The choices of an import that matter, each with what it costs; what the log's words for kinds mean; and, folded away
/// until one of them is not the usual, how times and numbers are read and what is looked up in another file.
class ImportQuestions : public QWidget
{
    Q_OBJECT
public:
    explicit ImportQuestions(QWidget *parent = nullptr);
    /// Builds the questions anew. @param others  other files of the import that columns may be looked up in
    void show(const ImportFile &file, const QStringList &others, const QStringList &joinColumns);
    void showCosts(const ImportPreview &preview); ///< figures of the choices
    void showJoinProblem(const QString &sentence);

Q_SIGNALS:
    void changed(const aisle::Recipe &recipe);
    void joinChosen(const QString &path, const QString &column);
    void joinLeft();
    void pastRefused(); ///< the file is to be recognised afresh

private:
    void clear();
    void addPast(const ImportFile &file);
    void addJoin(const QStringList &others, const QStringList &columns);
    void addGuests();
    void addReturns();
    void addKinds();
    void addDuplicates();
    void addValues();
    void addRemarks(const QStringList &remarks);
    QComboBox *meaningBox(Meaning meaning);
    void addRow(QWidget *label, QWidget *editor);
    void say();

    Recipe m_recipe;
    Recognition m_recognition;
    QGridLayout *m_grid;
    QLabel *m_guestCost = nullptr;
    QCheckBox *m_returns = nullptr;
    JoinBox *m_join = nullptr;
    ValueChoices *m_values = nullptr;
};

} // namespace aisle
