#pragma once
#include "models/desks/featuredesk.h"
#include "models/rowsmodel.h"
#include "widgets/common/retranslated.h"

#include <QImage>
#include <QWidget>
#include <array>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace aisle {

class ElidedLabel;
class ListCard;

/// Up to four columns side by side, each with the products that a table of features or a compared run holds to be
/// similar to the chosen product, to a picture, or to a text. What one column has in common with the others is said in
/// it. The chosen columns are kept in the project.
class SimilarView : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit SimilarView(QWidget *parent = nullptr);

    /// @param key  under which the project remembers the columns
    void setSession(SessionPointer session, const QString &key);
    void insertFinder(QWidget *finder);   ///< at the beginning of the bar
    void showFirst(const QString &table); ///< in the first column
    void askPicture(const QString &file); ///< instead of the chosen product, until another one is chosen
    void askText(const QString &text);
    void refresh(); ///< when it comes to the front, and when what it shows has changed
    bool isSettled() const;

Q_SIGNALS:
    void productChosen(const aisle::ProductRef &product);
    void pageRequested(const QString &page);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    static constexpr std::size_t kMost = FeatureDesk::kSpaces;
    struct Column
    {
        QComboBox *source;
        QToolButton *close;
        ListCard *card;
    };
    void createWidgets();
    void createColumn(std::size_t place);
    void layOut();
    void connectAll();
    void connectSession();
    void retranslate() override;

    void takeNames(const std::vector<StoredFeature> &tables);
    void fillSources(); ///< of the boxes: the tables, then the compared runs
    void chooseUsual(); ///< texts, pictures, behaviour
    std::vector<QVariant> offered() const;
    void setShown(const std::vector<QVariant> &sources);
    std::vector<QVariant> shown() const;
    void keepShown();
    void addColumn();
    void removeColumn(std::size_t place);

    void choosePicture();
    void ask();
    void forgetQuery();
    void showSubject();
    void fillAll();
    void fill(std::size_t place);
    void showMessage(std::size_t place, const FeatureDesk::Space *seen);
    void fitColumns();
    std::vector<RowsModel::Row> rowsOf(std::size_t place) const;
    RowsModel::Cell placesElsewhere(std::size_t place, ItemId item) const;
    FeatureDesk::Source sourceAt(std::size_t place) const;
    FeatureDesk::Question question() const;

    SessionPointer m_session;
    QString m_key;
    FeatureDesk *m_desk;
    std::vector<StoredFeature> m_tables;
    bool m_knowsTables = false;
    bool m_isStale = true;
    bool m_isOwn = false; ///< somebody chose the columns
    std::size_t m_count = 1;
    FeatureDesk::Question m_query;   ///< a picture or text
    std::optional<ItemId> m_product; ///< that was chosen last
    std::optional<FeatureDesk::Question> m_asked;
    std::optional<FeatureDesk::Spaces> m_spaces; ///< of what was asked

    QBoxLayout *m_bar;
    QLabel *m_thumbnail;
    ElidedLabel *m_subject;
    QToolButton *m_forget;
    QLineEdit *m_words;
    QPushButton *m_picture;
    QToolButton *m_add;
    std::array<Column, kMost> m_columns;
    Job<QImage> m_thumbnailJob;
};

} // namespace aisle
